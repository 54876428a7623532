package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Policies that act, each by another way, and some that do not. */
final class PolicySamples {
  private PolicySamples() {}

  /** All of a policy but what it answers with. */
  abstract static class Sample implements Policy {
    @Override
    public PolicyName name() {
      return new PolicyName("test.sample_v1");
    }

    @Override
    public Set<Trigger> triggers() {
      return Set.of(Trigger.on("tested", "test"));
    }

    @Override
    public Set<Fact<?>> facts() {
      return Set.of(Fact.NOW, Fact.ratio("test.share", "0.5"));
    }

    @Override
    public Set<ActionType> actions() {
      return Set.of(ActionType.NOOP);
    }

    @Override
    public Answer decide(KernelEvent event, Facts facts) {
      return new Answer.Allow(name().reason(".allow", String.valueOf(answer(event, facts))));
    }

    Object answer(KernelEvent event, Facts facts) {
      return facts.values();
    }
  }

  static final class OpensEveryDoor extends Sample {
    final Object[] doors = {
      new File("x"),
      Files.exists(Path.of("x")),
      URI.create("https://example.org"),
      DriverManager.getDrivers(),
      Clock.systemUTC(),
      Instant.now(),
      LocalDate.now(ZoneOffset.UTC),
      System.currentTimeMillis(),
      System.nanoTime(),
      System.getenv().size(),
      System.out,
      new Random(1).nextInt(),
      Math.random(),
      UUID.randomUUID(),
      new Thread(() -> {})
    };
    @Nullable DataSource database;
  }

  static final class HasADoorman extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return new OpensEveryDoor().doors.length;
    }
  }

  static final class AsksInALambda extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Stream.of(event).map(each -> Instant.now()).toList();
    }
  }

  static final class AsksByReference extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Stream.generate(Instant::now).limit(1).toList();
    }
  }

  static final class AsksAnInterface extends Sample {
    @Nullable Watch watch;

    @Override
    Object answer(KernelEvent event, Facts facts) {
      return watch == null ? event : watch.read();
    }
  }

  interface Watch {
    Object read();
  }

  static final class WristWatch implements Watch {
    @Override
    public Object read() {
      return Hours.now();
    }
  }

  static final class AsksInAStaticInitializer extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Started.AT;
    }
  }

  static final class Started {
    static final Object AT = Hours.now();
  }

  static final class HandsOutAFunction extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Stream.of(event).map(new Stamp()).toList();
    }
  }

  static final class Stamp implements Function<KernelEvent, Instant> {
    @Override
    public Instant apply(KernelEvent event) {
      return Instant.now();
    }
  }

  static class TellsTime extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Hours.up();
    }
  }

  static final class AsksByInheritance extends TellsTime {}

  static final class HiresAWorker extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return new Worker().getPriority();
    }
  }

  static final class Worker extends Thread {}

  static final class IsGivenBehaviour extends Sample {
    final Object given;

    IsGivenBehaviour(Supplier<Object> given) {
      this.given = given.get();
    }
  }

  /** Jackson and strings in memory included. */
  static final class UsesKernelValues extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      KernelAction action =
          KernelAction.of(
                  ActionType.NOOP,
                  Target.of("deal", event.entity().id()),
                  name().reason(".act", "a reason"))
              .with("parsed", JsonObject.parse(event.payload().toJson()))
              .with("size", event.payload().byteSize())
              .with("at", Instant.parse("2026-07-01T15:00:00Z"));
      KernelEvent copy = KernelEvent.parse("{}");
      return List.of(action, copy, facts.get(Fact.NOW), event.occurredAt(), event.equals(copy));
    }
  }

  static final class TakesTheHarmlessHalf extends Sample {
    @Override
    Object answer(KernelEvent event, Facts facts) {
      return Hours.down();
    }
  }

  static final class Hours {
    static Object up() {
      return now();
    }

    static Object down() {
      return 0;
    }

    static Object now() {
      return Instant.now();
    }
  }
}
