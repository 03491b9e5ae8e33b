/** Our few signs, drawn with strokes in the colour of the text around them. */
const drawings = {
  check: 'M4 12.5 9.5 18 20 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  menu: 'M4 7h16M4 12h16M4 17h16',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  plus: 'M12 5v14M5 12h14',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.5v13l11-6.5z',
  retry: 'M5 12a7 7 0 1 1 2.2 5.1M5 17v-4h4',
  eye: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6ZM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  external: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  down: 'M6 9.5l6 6 6-6',
  folder: 'M4 7h6l2 2h8v10H4z',
  bolt: 'M13 4 6 13.5h5L10.500 20 18 10h-5.500z',
  up: 'M6 14.5l6-6 6 6',
  live: 'M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.5 16.5a6.4 6.4 0 0 1 0-9M16.500 7.5a6.400 6.400 0 0 1 0 9M4.500 19.500a10.600 10.600 0 0 1 0-15M19.500 4.500a10.600 10.600 0 0 1 0 15',
  globe:
    'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM4.500 12h15M12 4c2.500 2.400 3.500 5 3.500 8s-1 5.600-3.500 8c-2.500-2.400-3.500-5-3.500-8s1-5.600 3.500-8Z',
} as const

export type IconName = keyof typeof drawings

export function Icon(props: { readonly name: IconName; readonly size?: number }) {
  const size = props.size ?? 18
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={drawings[props.name]} />
    </svg>
  )
}
