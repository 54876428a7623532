package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.store.StaleClaimException;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one batch: claims events, processes them, commits once. Events that this node has just
 * accepted are not read again; when something turns out to be otherwise than it believes, it claims
 * them like any other. When the database refuses the batch as a whole, it is tried in smaller
 * parts, so that only the event at fault fails; so it is when the database lets events be claimed,
 * and is not available for what they come to, again and again. Thread-safe.
 */
final class EventWorker {
  private static final Logger log = LoggerFactory.getLogger(EventWorker.class);
  private static final int MOST_OVERTAKEN = 5;
  private static final int MOST_UNAVAILABLE = 3;
  private static final long PAUSE_MILLIS = 100;
  static final Claim NOTHING = new Claim(null, List.of(), Set.of(), false);

  private final Machinery machinery;
  private final EventProcessor processor;
  private final int batchSize;
  private final Registrations registrations = new Registrations(System::nanoTime);

  EventWorker(Machinery machinery, int batchSize) {
    this.machinery = machinery;
    this.processor = new EventProcessor(machinery);
    this.batchSize = batchSize;
  }

  /** What a transaction is to claim at most. */
  private record Portion(TenantId tenant, PartitionRange range, int limit, Standstill standstill) {
    Portion of(int newLimit) {
      return new Portion(tenant, range, newLimit, standstill);
    }

    ClaimRequest request(Instant now) {
      return new ClaimRequest(range, limit, now, standstill.topics());
    }
  }

  /**
   * What one transaction came to.
   *
   * @param writtenOrNull null when there was nothing to do
   */
  private record Batch(Claim claim, @Nullable Processed writtenOrNull) {}

  /**
   * Works on what is due in some partitions of a tenant.
   *
   * @param closing whether to stop between two parts of a batch that was refused
   * @return what was claimed, and is committed
   * @throws UnavailableException when nothing could be committed just now
   */
  Claim work(ReadyPartitions.Assignment assignment, BooleanSupplier closing) {
    TenantId tenant = assignment.tenant();
    Standstill standstill = machinery.controls().current();
    if (standstill.holds(tenant)) {
      return NOTHING;
    }
    Portion portion = new Portion(tenant, assignment.range(), batchSize, standstill);
    FreshEvent fresh = assignment.freshOrNull();
    Optional<Claim> done;
    try {
      done =
          (fresh == null ? Optional.<Claim>empty() : fresh(portion, fresh))
              .or(() -> whole(portion));
    } catch (UnavailableException tryAgain) {
      throw tryAgain;
    } catch (Throwable refused) {
      log.warn("a batch of tenant {} was refused; it is tried in smaller parts", tenant, refused);
      done = Optional.empty();
    }
    return done.orElseGet(() -> inParts(portion, closing));
  }

  /** Empty when the event has to be claimed, like any other. */
  private Optional<Claim> fresh(Portion portion, FreshEvent fresh) {
    Optional<Registrations.Registration> registration = registrations.of(portion.tenant());
    if (registration.isEmpty() || portion.standstill().holds(fresh.event().event())) {
      return Optional.empty();
    }
    Tenant tenant = registration.get().tenantOrNull();
    if (tenant != null && !tenant.active()) {
      // Its events are taken again: there is one.
      return Optional.empty();
    }
    Claim claim = new Claim(tenant, List.of(new Claim.Claimed(fresh.event(), 0)), Set.of(), false);
    Manner manner = Manner.fresh(new FreshClaim(fresh, tenant));
    try {
      return Optional.of(commit(portion, manner, transaction -> claim));
    } catch (Manner.ClaimFirstException unsuitable) {
      return Optional.empty();
    } catch (StaleClaimException mistaken) {
      registrations.mistaken(portion.tenant());
      return Optional.empty();
    }
  }

  /**
   * Empty when the database could be asked what is due, and not be told what it came to: an event
   * that takes too long, say, or that something there always refuses as if it were busy.
   */
  private Optional<Claim> whole(Portion portion) {
    for (int failures = 1; ; failures++) {
      List<Claim.Claimed> claimed = new ArrayList<>();
      try {
        return Optional.of(allAtOnce(portion, claimed));
      } catch (UnavailableException tryAgain) {
        if (claimed.isEmpty()) {
          throw tryAgain;
        }
        machinery.observers().tell(new KernelSignal.WorkerFailed("a batch of events", tryAgain));
        if (failures == MOST_UNAVAILABLE) {
          log.warn(
              "a batch of tenant {} failed {} times; it is tried in smaller parts: {}",
              portion.tenant(),
              failures,
              tryAgain.getMessage());
          return Optional.empty();
        }
        if (!hasPaused()) {
          throw tryAgain;
        }
      }
    }
  }

  /** Lets those get at the events who waited for the batch: somebody who cancels one, say. */
  private static boolean hasPaused() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Not everything may be as hoped; then what is there now is claimed, at once. */
  private Claim allAtOnce(Portion portion, List<Claim.Claimed> claimed) {
    for (int overtaken = 1; ; overtaken++) {
      claimed.clear();
      try {
        return commit(
            portion,
            overtaken == 1
                ? Manner.atOnce(machinery.settings())
                : Manner.stepByStep(machinery.settings()),
            due(portion, claimed));
      } catch (StaleClaimException stale) {
        if (overtaken == MOST_OVERTAKEN) {
          throw stale;
        }
      }
    }
  }

  /**
   * Works off what would be a batch in parts: half of one that is refused, twice of one that is
   * not, until the event at fault is alone.
   */
  private Claim inParts(Portion portion, BooleanSupplier closing) {
    List<Claim.Claimed> tried = new ArrayList<>();
    int limit = Math.max(1, batchSize / 2);
    while (tried.size() < batchSize && !closing.getAsBoolean()) {
      List<Claim.Claimed> claimed = new ArrayList<>();
      Manner manner = limit == 1 ? Manner.ALONE : Manner.stepByStep(machinery.settings());
      try {
        Claim claim = commit(portion, manner, due(portion.of(limit), claimed));
        if (claim.events().isEmpty()) {
          return new Claim(null, tried, claim.taken(), false);
        }
        tried.addAll(claim.events());
        limit = Math.min(2 * limit, batchSize);
      } catch (Throwable refused) {
        if (claimed.isEmpty()) {
          throw refused;
        }
        if (limit == 1) {
          fail(claimed.get(0), refused);
          tried.addAll(claimed);
        }
        limit = Math.max(1, claimed.size() / 2);
      }
    }
    return new Claim(null, tried, Set.of(), true);
  }

  private void fail(Claim.Claimed alone, Throwable refused) {
    processor.failed(
        alone.event(), refused instanceof ProcessingFailure failure ? failure.thrown() : refused);
  }

  /**
   * @param claimed gets what is claimed
   */
  private Function<KernelTransaction, Claim> due(Portion portion, List<Claim.Claimed> claimed) {
    return transaction -> {
      Claim claim = transaction.queue().claim(portion.request(machinery.settings().now()));
      claimed.addAll(claim.events());
      registrations.found(portion.tenant(), claim);
      return claim;
    };
  }

  private Claim commit(
      Portion portion, Manner manner, Function<KernelTransaction, Claim> claiming) {
    long began = System.nanoTime();
    Batch batch =
        machinery
            .store()
            .inTransaction(
                TenantScope.of(portion.tenant()),
                transaction -> process(transaction, claiming.apply(transaction), portion, manner));
    Processed written = batch.writtenOrNull();
    if (written != null) {
      machinery.committed(portion.tenant(), written, began);
    }
    return batch.claim();
  }

  private Batch process(
      KernelTransaction transaction, Claim claim, Portion portion, Manner manner) {
    Optional<Tenant> tenant = claim.tenant();
    if (tenant.isPresent() && !tenant.get().active()) {
      return new Batch(NOTHING, null);
    }
    if (claim.events().isEmpty()) {
      return new Batch(claim, null);
    }
    List<BatchProcessor.Item> items =
        claim.events().stream()
            .map(one -> new BatchProcessor.Item(one.event(), one.attempts(), true))
            .toList();
    return new Batch(
        claim,
        machinery.batches().process(transaction, tenant, items, portion.standstill(), manner));
  }
}
