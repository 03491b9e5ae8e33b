/** How much of a webhook there may be: of its members in one request, and of requests about it. */

// Lengths of the columns of table `webhook` and `webhook_notify`.
export const nameCharactersMax = 400
export const eventsCharactersMax = 4_000
export const targetCharactersMax = 4_000
export const secretCharactersMax = 400
export const descriptionCharactersMax = 4_000
export const emailCharactersMax = 239
// Those columns have no bound of their own; these are ours.
export const recipientsMax = 100
/** Goes out with every notification. */
export const propertiesCharactersMax = 64 * 1024
export const propertiesMax = 500
/** Each name is a character and a comma at the least. */
export const eventsMax = eventsCharactersMax / 2

/** Of the data of a signalled event, whichever API takes it; no table has so many columns. */
export const signalValuesMax = 500

/** Of one JSON patch; a webhook has not that many members. */
export const patchOperationsMax = 100
/** Every property replaced by another one, and all members beside. */
export const mergedValuesMax = 2 * propertiesMax + 200
/** Of the path in a patch operation. */
export const patchPathCharactersMax = 4_000
export const selectedNamesMax = 100
/** Sentences about one body; more would help nobody. */
export const faultsToldMax = 20
