package dev.nestedparquet.internal.truth;

/**
 * Slots of a vector, and which of them are there.
 *
 * @param first index of the first slot in the vector
 * @param count number of slots
 * @param present a bit for each slot, from the first on, that nothing above is null of; null if all
 *     are there. The bits behind the last slot are 0
 * @param presentCount number of slots that are there
 * @param absent how many values are not there since a list above is empty, or something above is
 *     null
 */
record Slots(int first, int count, long[] present, long presentCount, long absent) {}
