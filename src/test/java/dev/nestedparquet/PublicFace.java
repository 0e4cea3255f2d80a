package dev.nestedparquet;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.stream.Stream;

/** Tells which of this project's types users can name, and of which others these types speak. */
final class PublicFace {
  private static final String ROOT = "dev.nestedparquet";

  private PublicFace() {}

  /** Tells whether users can name a type: it is public, and so is all that it is nested in. */
  static boolean shows(JavaClass type) {
    return type.getModifiers().contains(PUBLIC)
        && !type.getPackageName().contains(".internal")
        && type.getEnclosingClass().map(PublicFace::shows).orElse(true);
  }

  /**
   * Lists the types of this project that users can't name, but meet when they use a class: in
   * supertypes, in fields, parameters, results and exceptions that are public or protected, and in
   * the arguments and bounds of all these. A record's components are met as results of its methods.
   *
   * @return for each, the place where users meet it, and its name
   */
  static List<String> hiddenTypesThatItSpeaksOf(JavaClass one) {
    Stream<Spoken> ofClass =
        Stream.of(
                one.getSuperclass().stream(),
                one.getInterfaces().stream(),
                one.getTypeParameters().stream())
            .flatMap(types -> types)
            .map(type -> new Spoken(one.getFullName(), type));
    Stream<Spoken> ofFields =
        one.getFields().stream()
            .filter(PublicFace::isMet)
            .map(field -> new Spoken(field.getFullName(), field.getType()));
    Stream<Spoken> ofCodeUnits =
        one.getCodeUnits().stream()
            .filter(PublicFace::isMet)
            .flatMap(unit -> types(unit).map(type -> new Spoken(unit.getFullName(), type)));
    return Stream.of(ofClass, ofFields, ofCodeUnits)
        .flatMap(spoken -> spoken)
        .flatMap(Spoken::hidden)
        .distinct()
        .toList();
  }

  private static boolean isMet(JavaMember member) {
    return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
  }

  private static Stream<JavaType> types(JavaCodeUnit unit) {
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getTypeParameters().stream(),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }

  /**
   * A type in a place.
   *
   * @param place name of the class or member
   */
  private record Spoken(String place, JavaType type) {
    Stream<String> hidden() {
      return type.getAllInvolvedRawTypes().stream()
          .map(JavaClass::getBaseComponentType)
          .filter(each -> each.getPackageName().startsWith(ROOT) && !shows(each))
          .map(each -> place + ": " + each.getName());
    }
  }
}
