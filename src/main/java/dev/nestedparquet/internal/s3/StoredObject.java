package dev.nestedparquet.internal.s3;

/**
 * An object of a listing.
 *
 * @param key its whole key
 * @param bytes its size
 * @param version its entity tag, which another content would change
 */
public record StoredObject(String key, long bytes, String version) {}
