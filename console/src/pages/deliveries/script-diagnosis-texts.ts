/** What is said of scripts that failed; part of `diagnosis-texts.ts`. */
export const scriptDiagnosisTexts = {
  en: {
    scriptMissing: 'The script that the subscription runs is not there.',
    scriptMissingFix: 'Save a script under that name, or choose another one.',
    scriptFailed: 'The script ended with an error.',
    scriptFailedFix: 'Read its message below, and mend the script.',
    scriptTimeout: 'The script took too long.',
    scriptTimeoutFix: 'Let it do less, or look for a loop without an end.',
    scriptMemory: 'The script needed more memory than it may have.',
    scriptMemoryFix: 'Let it hold less at a time.',
  },
  nb: {
    scriptMissing: 'Skriptet som abonnementet kjører, finnes ikke.',
    scriptMissingFix: 'Lagre et skript med det navnet, eller velg et annet.',
    scriptFailed: 'Skriptet endte med en feil.',
    scriptFailedFix: 'Les meldingen nedenfor, og rett skriptet.',
    scriptTimeout: 'Skriptet brukte for lang tid.',
    scriptTimeoutFix: 'La det gjøre mindre, eller se etter en løkke uten slutt.',
    scriptMemory: 'Skriptet trengte mer minne enn det får.',
    scriptMemoryFix: 'La det holde mindre om gangen.',
  },
  ar: {
    scriptMissing: 'السكربت الذي يشغّله الاشتراك غير موجود.',
    scriptMissingFix: 'احفظ سكربتًا بهذا الاسم أو اختر غيره.',
    scriptFailed: 'انتهى السكربت بخطأ.',
    scriptFailedFix: 'اقرأ رسالته أدناه وأصلحه.',
    scriptTimeout: 'استغرق السكربت وقتًا أطول من اللازم.',
    scriptTimeoutFix: 'قلّل عمله أو ابحث عن حلقة بلا نهاية.',
    scriptMemory: 'احتاج السكربت ذاكرة أكثر مما له.',
    scriptMemoryFix: 'ليحتفظ بأقل في المرة.',
  },
} as const
