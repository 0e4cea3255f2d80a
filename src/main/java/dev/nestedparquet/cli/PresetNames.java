package dev.nestedparquet.cli;

import dev.nestedparquet.internal.preset.Presets;
import java.util.Iterator;

/** The names that {@code --preset} takes, for completion. */
final class PresetNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Presets.names().iterator();
  }
}
