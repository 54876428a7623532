package io.revenueos.kernel.jdbc.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes provision one tenant: the second waits for the first. */
class ProvisioningRaceTest {
  private static final String PLAN =
      """
      {"tenant_id": "0acce000-0000-4000-8000-000000000001", "slug": "acme", "name": "Acme",
       "workspaces": [{"slug": "north", "name": "North"}],
       "users": [{"user_id": "ada00000-0000-4000-8000-000000000001", "roles": ["sales"],
                  "workspaces": [{"workspace": "north", "role": "admin"}]}],
       "modules": {"ai_cmo": true},
       "data": {"test": {"business_name": "Acme Inc."}}}
      """;
  private static final long ROWS = 8;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private Future<Changes> provision(TenantProvisioning provisioning) {
    Callable<Changes> call = () -> provisioning.provision(TenantPlan.parse(PLAN, "ops"));
    return threads.submit(call);
  }

  private static Changes answer(Future<Changes> call) throws Exception {
    return call.get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void theSecondFindsAllOfIt(Place.Kind kind) throws Exception {
    ParkedStatement parked = new ParkedStatement(ObservedDataSource.COMMIT);
    try (Place place = Place.of(kind)) {
      Future<Changes> first = provision(place.provisioning(parked, ProfileStep.GOOD));
      parked.awaitReached();
      Future<Changes> second = provision(place.provisioning(ProfileStep.GOOD));
      place.rows().awaitSomeoneWaiting(place.database());
      parked.release();
      assertThat(answer(first).total()).isEqualTo(new Changes.Count(ROWS, 0, 0));
      assertThat(answer(second).total()).isEqualTo(new Changes.Count(0, 0, ROWS));
    } finally {
      parked.release();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSecondDoesItWhenTheFirstRollsBack(Place.Kind kind) throws Exception {
    ParkedStatement parked = new ParkedStatement(ObservedDataSource.COMMIT);
    try (Place place = Place.of(kind)) {
      Future<Changes> first = provision(place.provisioning(parked, ProfileStep.GOOD));
      parked.awaitReached();
      Future<Changes> second = provision(place.provisioning(ProfileStep.GOOD));
      place.rows().awaitSomeoneWaiting(place.database());
      parked.refuse();
      assertThatThrownBy(() -> answer(first))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnavailableException.class);
      assertThat(answer(second).total()).isEqualTo(new Changes.Count(ROWS, 0, 0));
      assertThat(place.rows().lines("select count(*) from os_tenant_registry"))
          .containsExactly("1");
    } finally {
      parked.release();
    }
  }
}
