package dev.nestedparquet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
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
          "contact",
          "preset",
          "shred",
          "ring",
          "s3",
          "write",
          "manifest",
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
    for (String downstream : List.of("ring", "s3", "write", "manifest", "pipeline")) {
      mustNotKnow(downstream, List.of("contact", "preset")).check(classes);
    }
  }

  @ArchTest
  static void whatChecksTheFilesSharesNothingWithWhatMakesThem(JavaClasses classes) {
    mustNotKnow("verify", List.of("shred", "ring", "write", "pipeline")).check(classes);
  }

  @ArchTest
  static void theShredderNeedsArrowTheFormatAndCodecsAlone(JavaClasses classes) {
    mustNotKnow("shred", PACKAGES.stream().filter(one -> !one.equals("shred")).toList())
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
  static void theExtensionPointIsNoMoreThanArrowAndItself(JavaClasses classes) {
    theClass(BatchFiller.class)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.apache.arrow..", ROOT + "batch"))
        .check(classes);
  }

  @ArchTest
  static void everyPackageIsInTheList(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(Version.class.getPackageName()), PACKAGES.stream().map(ROOT::concat))
                .toList());
  }

  private static ArchRule mustNotKnow(String one, List<String> others) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + one)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.stream().map(ROOT::concat).toArray(String[]::new));
  }
}
