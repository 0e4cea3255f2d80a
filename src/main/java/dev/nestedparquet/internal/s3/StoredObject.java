package dev.nestedparquet.internal.s3;

/**
 * An object of a listing.
 *
 * @param key whole key of the object
 * @param bytes size of the object
 * @param version entity tag of the object, which another content would change
 */
public record StoredObject(String key, long bytes, String version) {}
