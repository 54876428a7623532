package io.revenueos.kernel.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.revenueos.kernel.policy.Policy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proves of compiled policies that they only decide: from each one it follows every call,
 * reference, field access and static initialiser through {@code io.revenueos}, and finds fault with
 * whatever reads, writes, waits, or answers differently from one run to the next.
 *
 * <p>The walk goes from method to method, not from class to class: a policy may use a value type
 * that could also read a file, as long as it does not call that method. Where a call has several
 * possible receivers, all of them are followed. Libraries are judged by name and not entered.
 */
public final class PoliciesCannotAct {
  private static final String OWN = "io.revenueos.";

  private static final Pattern FORBIDDEN_TYPE =
      Pattern.compile(
          "java\\.(io|net|sql|nio\\.file|nio\\.channels|util\\.logging|util\\.random|lang\\.reflect)\\..+"
              + "|javax\\.sql\\..+|org\\.jdbi\\..+|org\\.slf4j\\..+"
              + "|java\\.time\\.(Clock|InstantSource)"
              + "|java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime|System\\$Logger)"
              + "|java\\.security\\.SecureRandom"
              + "|java\\.util\\.(Random|SplittableRandom|ServiceLoader|Timer)"
              + "|java\\.util\\.concurrent\\.(ThreadLocalRandom|CompletableFuture|Executors?"
              + "|ExecutorService|ForkJoinPool)");

  /** What is in memory, and the abstractions over it: the door is the class that leads outside. */
  private static final Set<String> HARMLESS_TYPES =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.Closeable",
          "java.io.Flushable",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Serializable",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.Writer");

  private static final Pattern FORBIDDEN_MEMBER =
      Pattern.compile(
          "java\\.time\\..+\\.now"
              + "|java\\.lang\\.System\\.(?!arraycopy$|lineSeparator$).+"
              + "|java\\.lang\\.(Math|StrictMath)\\.random"
              + "|java\\.lang\\.Class\\.(forName|getResource|getResourceAsStream)"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.Calendar\\.getInstance"
              + "|java\\.util\\.Collections\\.shuffle"
              + "|java\\.util\\.(Locale|TimeZone)\\.getDefault"
              + "|java\\.time\\.ZoneId\\.systemDefault");

  private static final Pattern BEHAVIOUR =
      Pattern.compile(
          "java\\.util\\.function\\..+|java\\.lang\\.Runnable|java\\.util\\.concurrent\\.Callable");

  private PoliciesCannotAct() {}

  /**
   * Checks every policy of a package and of those below it, test classes left out.
   *
   * @throws AssertionError naming each offence with the way to it, or when there is no policy
   */
  public static void check(String packageName) {
    JavaClasses production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.revenueos");
    classes()
        .that()
        .resideInAPackage(packageName + "..")
        .and()
        .implement(Policy.class)
        .should(onlyDecide())
        .check(production);
  }

  /** What is wrong with one policy, a sentence each; empty when it only decides. */
  static Collection<String> offencesOf(JavaClass policy) {
    return new Walk(policy).offences();
  }

  private static ArchCondition<JavaClass> onlyDecide() {
    return new ArchCondition<>("only decide") {
      @Override
      public void check(JavaClass policy, ConditionEvents events) {
        offencesOf(policy)
            .forEach(offence -> events.add(SimpleConditionEvent.violated(policy, offence)));
      }
    };
  }

  private static boolean isOwn(JavaClass type) {
    return type.getName().startsWith(OWN);
  }

  private static boolean isForbidden(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return Stream.concat(Stream.of(element), element.getAllRawSuperclasses().stream())
            .map(JavaClass::getName)
            .anyMatch(
                name -> FORBIDDEN_TYPE.matcher(name).matches() && !HARMLESS_TYPES.contains(name))
        && !element.isAssignableTo(Throwable.class);
  }

  private static boolean isForbidden(AccessTarget target) {
    boolean currentDate =
        target instanceof CodeUnitAccessTarget unit
            && unit.getFullName().equals("java.util.Date.<init>()");
    return isForbidden(target.getOwner())
        || currentDate
        || FORBIDDEN_MEMBER.matcher(target.getOwner().getName() + "." + target.getName()).matches();
  }

  /** One policy, and everything that can be reached from it. */
  private static final class Walk {
    private final JavaClass policy;
    private final Map<JavaCodeUnit, Optional<JavaCodeUnit>> reachedFrom = new LinkedHashMap<>();
    private final Deque<JavaCodeUnit> ahead = new ArrayDeque<>();
    private final Set<JavaClass> touched = new LinkedHashSet<>();
    private final Map<String, String> offences = new LinkedHashMap<>();

    Walk(JavaClass policy) {
      this.policy = policy;
      lineage(policy).forEach(type -> type.getCodeUnits().forEach(unit -> reach(unit, null)));
      policy.getConstructors().forEach(this::checkWhatItIsGiven);
      while (!ahead.isEmpty()) {
        leave(ahead.remove());
      }
    }

    Collection<String> offences() {
      return offences.values().stream().sorted().toList();
    }

    private void leave(JavaCodeUnit unit) {
      unit.getRawParameterTypes().forEach(type -> checkType(type, unit));
      checkType(unit.getRawReturnType(), unit);
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        AccessTarget target = access.getTarget();
        if (isForbidden(target)) {
          report(target.getOwner().getName() + "." + target.getName(), unit);
        } else if (target instanceof FieldAccessTarget field) {
          checkType(field.getRawType(), unit);
        }
        if (isOwn(target.getOwner())) {
          touch(target.getOwner(), unit);
          if (target instanceof CodeUnitAccessTarget called) {
            receivers(called).forEach(receiver -> reach(receiver, unit));
          }
        }
      }
    }

    private void reach(JavaCodeUnit unit, @Nullable JavaCodeUnit from) {
      if (isOwn(unit.getOwner())
          && reachedFrom.putIfAbsent(unit, Optional.ofNullable(from)) == null) {
        ahead.add(unit);
        touch(unit.getOwner(), unit);
      }
    }

    /** A class in use runs its static initialiser, and lends its methods to whoever calls them. */
    private void touch(JavaClass type, JavaCodeUnit by) {
      if (!touched.add(type)) {
        return;
      }
      checkType(type, by);
      type.getFields().forEach(field -> checkType(field.getRawType(), by));
      type.getStaticInitializer().ifPresent(initializer -> reach(initializer, by));
      type.getMethods().stream()
          .filter(Walk::isCalledFromOutside)
          .forEach(method -> reach(method, by));
      lineage(type).forEach(ancestor -> touch(ancestor, by));
    }

    private void checkWhatItIsGiven(JavaCodeUnit constructor) {
      constructor.getRawParameterTypes().stream()
          .filter(type -> BEHAVIOUR.matcher(type.getName()).matches())
          .forEach(
              type ->
                  report(type.getName() + ", which may do anything, as an argument", constructor));
    }

    private void checkType(JavaClass type, JavaCodeUnit unit) {
      if (isForbidden(type)) {
        report(type.getName(), unit);
      }
    }

    private void report(String offence, JavaCodeUnit unit) {
      List<String> way = new ArrayList<>();
      for (Optional<JavaCodeUnit> step = Optional.of(unit);
          step.isPresent();
          step = reachedFrom.getOrDefault(step.get(), Optional.empty())) {
        way.add(0, step.get().getOwner().getSimpleName() + "." + step.get().getName());
      }
      offences.putIfAbsent(
          offence,
          "%s reaches %s by %s".formatted(policy.getName(), offence, String.join(" -> ", way)));
    }

    private static Stream<JavaClass> lineage(JavaClass type) {
      return Stream.of(List.of(type), type.getAllRawSuperclasses(), type.getAllRawInterfaces())
          .flatMap(Collection::stream)
          .filter(PoliciesCannotAct::isOwn);
    }

    /** What a call may end in: where it is declared, and wherever that is overridden. */
    private Stream<JavaCodeUnit> receivers(CodeUnitAccessTarget called) {
      Stream<JavaCodeUnit> declared = called.resolveMember().stream().map(JavaCodeUnit.class::cast);
      Stream<JavaCodeUnit> overriding =
          heirs(called.getOwner()).stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(method -> hasShape(method, called))
              .map(JavaCodeUnit.class::cast);
      return Stream.concat(declared, overriding);
    }

    // What a policy inherits from a class calls back the policy itself, not the class's other
    // heirs.
    private Collection<JavaClass> heirs(JavaClass type) {
      boolean inherited = !type.isInterface() && policy.isAssignableTo(type.getName());
      return inherited ? List.of() : type.getAllSubclasses();
    }

    /** Whether it overrides a method of a type that is not ours: equals, compareTo, apply. */
    private static boolean isCalledFromOutside(JavaMethod method) {
      JavaClass type = method.getOwner();
      return !method.getModifiers().contains(JavaModifier.STATIC)
          && Stream.concat(
                  type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
              .filter(ancestor -> !isOwn(ancestor))
              .flatMap(ancestor -> ancestor.getMethods().stream())
              .anyMatch(outer -> hasShape(method, outer));
    }

    // The number of parameters, not their types: those of a generic method are erased.
    private static boolean hasShape(JavaMethod method, HasParameterTypes other) {
      return method.getRawParameterTypes().size() == other.getRawParameterTypes().size()
          && other instanceof HasName named
          && method.getName().equals(named.getName());
    }
  }
}
