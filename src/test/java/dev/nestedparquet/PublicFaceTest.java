package dev.nestedparquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.Flags;
import dev.nestedparquet.internal.RefusedOptionsException;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.ring.MemoryBudget;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A type that users can't name is found wherever they would meet it. */
final class PublicFaceTest {
  public static class InASuperclass extends Nobodys {}

  public interface InASuperinterface extends DataSetFiles {}

  public interface InAnArgumentOfASupertype extends Supplier<Flags> {}

  public interface InABound<T extends Flags> {
    T get();
  }

  public static class InAField {
    protected Flags[] flags;
  }

  public record InAComponent(List<Flags> flags) {}

  public interface InAnArgumentOfAResult {
    Map<String, ? extends List<Flags>> flags();
  }

  public interface InAParameter {
    void take(MemoryBudget budget);
  }

  public interface InABoundOfAMethod {
    <T extends Flags> void take();
  }

  public interface InAnException {
    void refuse() throws RefusedOptionsException;
  }

  public interface InATypeOfNoPublicClass {
    Nobodys flags();
  }

  static class Nobodys {}

  public interface Nowhere extends Supplier<List<RowRange>> {
    Map<String, List<RowRange[]>> all(Destination place) throws DataSetException;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        InASuperclass.class,
        InASuperinterface.class,
        InAnArgumentOfASupertype.class,
        InABound.class,
        InAField.class,
        InAComponent.class,
        InAnArgumentOfAResult.class,
        InAParameter.class,
        InABoundOfAMethod.class,
        InAnException.class,
        InATypeOfNoPublicClass.class
      })
  void isFound(Class<?> place) {
    assertThat(hiddenTypes(place))
        .isNotEmpty()
        .allSatisfy(
            found ->
                assertThat(found)
                    .startsWith(place.getName())
                    .containsPattern(
                        ": .*(Flags|RefusedOptionsException|MemoryBudget|DataSetFiles|Nobodys)$"));
  }

  @Test
  void isNotFoundWhereThereIsNone() {
    assertThat(hiddenTypes(Nowhere.class)).isEmpty();
  }

  private static List<String> hiddenTypes(Class<?> place) {
    return PublicFace.hiddenTypesThatItSpeaksOf(
        new ClassFileImporter().importClasses(place).get(place));
  }
}
