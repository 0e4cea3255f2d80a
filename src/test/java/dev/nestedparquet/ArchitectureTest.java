package dev.nestedparquet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.theClass;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.write.PartitionWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way of a row is the order of the packages: none of them knows one that comes after it. */
@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.nestedparquet.";

  /** The packages, in the order in which they may know of each other. */
  private static final List<String> PACKAGES =
      List.of(
          "batch",
          "internal.truth",
          "dataset",
          "shred",
          "internal.schema",
          "schema",
          "internal.contact",
          "internal.preset",
          "internal.ring",
          "internal.s3",
          "internal.manifest",
          "write",
          "internal.output",
          "internal.verify",
          "verify",
          "pipeline",
          "spark",
          "cli");

  @ArchTest
  static void aPackageImportsOnlyThoseBeforeIt(JavaClasses classes) {
    for (int i = 0; i < PACKAGES.size() - 1; i++) {
      mustNotKnow(PACKAGES.get(i), PACKAGES.subList(i + 1, PACKAGES.size())).check(classes);
    }
  }

  @ArchTest
  static void nothingDownstreamOfTheFillerKnowsWhatAContactIs(JavaClasses classes) {
    for (String downstream :
        List.of(
            "internal.ring",
            "internal.s3",
            "internal.manifest",
            "write",
            "internal.output",
            "pipeline")) {
      mustNotKnow(downstream, List.of("internal.contact", "internal.preset")).check(classes);
    }
  }

  @ArchTest
  static void whatChecksTheFilesSharesNothingWithWhatMakesThem(JavaClasses classes) {
    List<String> makers = List.of("shred", "internal.ring", "write", "internal.output", "pipeline");
    mustNotKnow("verify", makers).check(classes);
    mustNotKnow("internal.verify", makers).check(classes);
  }

  @ArchTest
  static void theShredderNeedsArrowTheFormatAndCodecsAlone(JavaClasses classes) {
    mustNotKnow("shred", PACKAGES.stream().filter(one -> !one.equals("shred")).toList())
        .check(classes);
  }

  /** What each package inside of the shredder may know besides itself. */
  private static final Map<String, List<String>> INSIDE_THE_SHREDDER =
      Map.of(
          "memory", List.of(),
          "values", List.of("memory"),
          "levels", List.of("memory", "values"),
          "statistics", List.of("memory", "values"),
          "encode", List.of("memory", "values", "levels", "statistics"),
          "codec", List.of("memory"),
          "file", List.of("memory", "values", "levels", "statistics", "encode", "codec"));

  @ArchTest
  static void insideTheShredderImportsGoOneWay(JavaClasses classes) {
    String internal = ROOT + "shred.internal.";
    INSIDE_THE_SHREDDER.forEach(
        (name, known) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), known.stream())
                  .map(internal::concat)
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(internal + name)
              .should()
              .dependOnClassesThat(
                  resideInAPackage("dev.nestedparquet..").and(not(resideInAnyPackage(allowed))))
              .check(classes);
        });
  }

  /** The rooms of data-set files, in the order in which they may know of each other. */
  private static final List<String> INSIDE_DATA_SET_FILES =
      List.of("model", "grammar", "read", "parse", "check", "arrow", "draw", "fill", "explain");

  @ArchTest
  static void insideDataSetFilesImportsGoOneWay(JavaClasses classes) {
    String schema = "internal.schema.";
    for (int i = 0; i < INSIDE_DATA_SET_FILES.size() - 1; i++) {
      mustNotKnow(
              schema + INSIDE_DATA_SET_FILES.get(i),
              INSIDE_DATA_SET_FILES.subList(i + 1, INSIDE_DATA_SET_FILES.size()).stream()
                  .map(schema::concat)
                  .toList())
          .check(classes);
      noClasses()
          .that()
          .resideInAPackage(ROOT + schema + INSIDE_DATA_SET_FILES.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "internal.schema")
          .check(classes);
    }
  }

  @ArchTest
  static void onlyTheReaderOfDataSetFilesKnowsYaml(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "internal.schema.read")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml..")
        .check(classes);
  }

  /** What users may depend on; all else can change with any version. */
  private static final List<String> PUBLIC_FACE =
      List.of(
          // Rows, and who makes them.
          "batch.Advised",
          "batch.BatchFiller",
          "batch.BatchPlan",
          "batch.Counts",
          "batch.PartitionBatches",
          "batch.RowRange",
          "batch.Truth",
          "batch.TruthColumn",
          // A data set, and where it is.
          "dataset.DataFile",
          "dataset.DataSetException",
          "dataset.Destination",
          // A data set that a file declares.
          "schema.DataSet",
          // Arrow to Parquet.
          "shred.CodecException",
          "shred.ColumnEncoding",
          "shred.Compression",
          "shred.ParquetShredder",
          "shred.ShredderOptions",
          "shred.TooManyRowGroupsException",
          "shred.UnsupportedColumnException",
          "shred.WrittenFile",
          // Who makes a partition's file.
          "write.DatasetWriter",
          "write.OutputFile",
          "write.PartitionWriter",
          "write.ShredderWriter",
          "write.WriteException",
          // The run of all that.
          "pipeline.ParquetPipeline",
          "pipeline.PipelineException",
          "pipeline.PipelineOptions",
          "pipeline.PipelineResult",
          // The check of what was made.
          "verify.Difference",
          "verify.Verification",
          "verify.VerifyResult",
          // Programs, and Spark's source.
          "cli.NestedParquet",
          "spark.ContactsSource",
          "spark.GenerateParts");

  @ArchTest
  static void usersSeeWhatIsInTheListAndNothingElse(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(one -> !one.getPackageName().contains(".internal"))
                .filter(one -> one.isTopLevelClass() && one.getModifiers().contains(PUBLIC))
                .map(one -> one.getName().substring(ROOT.length())))
        .containsExactlyInAnyOrderElementsOf(PUBLIC_FACE);
  }

  /** A user must be able to depend on each type that it takes to use a class. */
  @ArchTest
  static void whatUsersSeeSpeaksOfNothingInternal(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(PublicFace::shows)
                .flatMap(one -> PublicFace.hiddenTypesThatItSpeaksOf(one).stream()))
        .isEmpty();
  }

  @ArchTest
  static void readersAndComparatorsDontKnowEachOther(JavaClasses classes) {
    mustNotKnow("internal.verify.read", List.of("internal.verify.compare")).check(classes);
    mustNotKnow("internal.verify.compare", List.of("internal.verify.read")).check(classes);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "internal.verify.read", ROOT + "internal.verify.compare")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "internal.verify", ROOT + "verify")
        .check(classes);
  }

  @ArchTest
  static void onlyTheShredderKnowsItsInside(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "shred..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "shred.internal..")
        .check(classes);
  }

  @ArchTest
  static void onlyOnePackageKnowsSpark(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "spark")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", ROOT + "spark")
        .check(classes);
  }

  /** They are not in the jar that Spark gets. */
  @ArchTest
  static void whatRunsInSparkNeedsNoOtherReaders(JavaClasses classes) {
    mustNotKnow("spark", List.of("verify", "cli")).check(classes);
  }

  /** A message reads the same on every machine: numbers, and names in lower or upper case. */
  @ArchTest
  static void nothingIsFormattedByTheLocaleOfTheMachine(JavaClasses classes) {
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "format", String.class, Object[].class)
        .check(classes);
  }

  @ArchTest
  static void theExtensionPointsAreNoMoreThanArrowAndThemselves(JavaClasses classes) {
    for (Class<?> one : List.of(BatchFiller.class, PartitionBatches.class)) {
      theClass(one)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.apache.arrow..", ROOT + "batch"))
          .check(classes);
    }
    theClass(PartitionWriter.class)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.apache.arrow..", ROOT + "batch", ROOT + "write"))
        .check(classes);
  }

  @ArchTest
  static void aWriterKnowsNothingOfTheRing(JavaClasses classes) {
    mustNotKnow("write", List.of("internal.ring")).check(classes);
  }

  @ArchTest
  static void onlyTheRingKnowsDisruptor(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "internal.ring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.lmax..")
        .check(classes);
  }

  @ArchTest
  static void everyPackageIsInTheList(JavaClasses classes) {
    assertThat(
            classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .map(name -> name.replaceFirst("^((internal\\.)?[a-z0-9]+).*", "$1"))
                .filter(name -> !name.equals("internal"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(PACKAGES);
    assertThat(
            classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + "shred."))
                .map(name -> name.substring((ROOT + "shred.internal.").length()))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(INSIDE_THE_SHREDDER.keySet());
  }

  private static ArchRule mustNotKnow(String one, List<String> others) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + one + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            others.stream().map(other -> ROOT + other + "..").toArray(String[]::new));
  }
}
