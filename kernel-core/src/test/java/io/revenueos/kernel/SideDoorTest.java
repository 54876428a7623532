package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.Tool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That nothing in the public API reaches a model, an agent, a tool or a handler but the work on an
 * event that was decided.
 */
class SideDoorTest {
  private static final String ROOT = "io.revenueos.kernel";
  private static final String INTERNAL = ROOT + ".internal";
  private static final JavaClasses KERNEL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static Set<String> callers(Class<?> type, String methods) {
    return KERNEL.stream()
        .flatMap(caller -> caller.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().isEquivalentTo(type))
        .filter(call -> call.getName().matches(methods))
        .map(call -> outermost(call.getOriginOwner()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String outermost(JavaClass origin) {
    return origin.getEnclosingClass().map(SideDoorTest::outermost).orElse(origin.getSimpleName());
  }

  @Test
  void modelsAreAskedByTheLoopOfARunAndByModelsAroundThem() {
    assertThat(callers(ChatModel.class, "chat"))
        .containsExactly("AgentLoop", "FallbackModel", "RecordingModel");
  }

  @Test
  void agentsAndToolsWorkForARun() {
    assertThat(callers(Agent.class, "brief|deliver")).containsExactly("AgentSteps");
    assertThat(callers(Agent.class, "write")).containsExactly("AgentDesk");
    assertThat(callers(Tool.Reader.class, "read")).containsExactly("AgentTools");
    assertThat(callers(Tool.Proposer.class, "propose")).containsExactly("AgentTools");
  }

  @Test
  void handlersAreCalledByTheWorkOnAnEvent() {
    assertThat(callers(ActionHandler.class, "handle")).containsExactly("Dispatcher");
    assertThat(callers(StepHandler.class, "handle")).containsExactly("StepWorker");
  }

  /** From any public method outside the machinery, every path goes through an event's work. */
  @Test
  void everyPublicPathToThemGoesThroughDecidedWork() {
    assertThat(reachedPast("StepWorker", "EventProcessor", "BatchProcessor", "Approvals"))
        .isEmpty();
    assertThat(reachedPast()).hasSizeGreaterThan(4);
  }

  /** What acts and can be reached without going through some classes. */
  private static Set<String> reachedPast(String... gates) {
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> open = new ArrayDeque<>(publicMethods());
    Set<String> reached = new TreeSet<>();
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.removeFirst();
      if (seen.add(unit) && !Set.of(gates).contains(outermost(unit.getOwner()))) {
        Stream.of(
                unit.getCallsFromSelf(),
                unit.getMethodReferencesFromSelf(),
                unit.getConstructorReferencesFromSelf())
            .flatMap(Set::stream)
            .map(JavaCodeUnitAccess::getTarget)
            .forEach(
                target -> {
                  note(target, reached);
                  open.addAll(targets(target));
                });
      }
    }
    return reached;
  }

  /** What a call may come to: the method itself, and those that override it. */
  private static List<JavaCodeUnit> targets(CodeUnitAccessTarget called) {
    List<String> parameters =
        called.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return Stream.concat(
            Stream.of(called.getOwner()), called.getOwner().getAllSubclasses().stream())
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(unit -> unit.getName().equals(called.getName()))
        .filter(
            unit ->
                unit.getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .toList()
                    .equals(parameters))
        .toList();
  }

  private static List<JavaCodeUnit> publicMethods() {
    return KERNEL.stream()
        .filter(type -> !type.getPackageName().equals(INTERNAL))
        .filter(type -> !type.isAssignableTo(ChatModel.class))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
        .toList();
  }

  private static void note(AccessTarget target, Set<String> reached) {
    boolean acts =
        (target.getOwner().isEquivalentTo(ChatModel.class) && target.getName().equals("chat"))
            || (target.getOwner().isEquivalentTo(Agent.class)
                && target.getName().matches("brief|write|deliver"))
            || target.getOwner().isEquivalentTo(Tool.Reader.class)
            || target.getOwner().isEquivalentTo(Tool.Proposer.class)
            || ((target.getOwner().isEquivalentTo(ActionHandler.class)
                    || target.getOwner().isEquivalentTo(StepHandler.class))
                && target.getName().equals("handle"));
    if (acts) {
      reached.add(target.getFullName());
    }
  }
}
