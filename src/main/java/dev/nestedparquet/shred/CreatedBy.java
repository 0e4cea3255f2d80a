package dev.nestedparquet.shred;

/** What the footer says about who wrote the file. */
final class CreatedBy {
  static final String TEXT = "nested-parquet";

  private CreatedBy() {}
}
