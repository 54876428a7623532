package io.revenueos.benchmarks.engine;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.FactSource;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event of which one of a hundred policies takes notice, decided again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PolicyEngineBenchmark {
  private static final int POLICIES = 100;

  /** What the policy that is asked does. */
  @Param({"GUARD", "GUARD_WITH_FACT", "TWO_ACTIONS"})
  public SamplePolicy.Kind kind = SamplePolicy.Kind.GUARD;

  private PolicyEngine engine = PolicyEngine.of(List.of());
  private KernelEvent event = event(0);
  private final FactSource facts = SamplePolicy.settings();

  @Setup
  public void register() {
    engine =
        PolicyEngine.of(
            IntStream.range(0, POLICIES).mapToObj(n -> new SamplePolicy(kind, n)).toList());
    event = event(POLICIES / 2);
  }

  private static KernelEvent event(int policy) {
    return KernelEvent.of(SamplePolicy.eventType(policy))
        .from("crm")
        .in(TenantScope.of(new TenantId(new UUID(1, 1))))
        .about("deal", "D-42")
        .correlatedBy("req-7")
        .with("old_value", 10_000)
        .with("new_value", 9_000)
        .build();
  }

  @Benchmark
  public List<KernelDecision> decide() {
    return engine.decide(event, facts, policy -> Mode.ENFORCE);
  }
}
