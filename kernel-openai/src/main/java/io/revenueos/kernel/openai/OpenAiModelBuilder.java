package io.revenueos.kernel.openai;

import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.action.StepOptions.Breaker;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an {@link OpenAiModel} is asked. Each method changes this builder and answers it. */
public final class OpenAiModelBuilder {
  private static final String CODE = "invalid_configuration";
  private static final int LONGEST_NAME = 160;
  private static final int MIB = 1024 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Provider provider;
  private final String model;
  private final ApiKey key;
  private RequestWriter.Temperature temperature = RequestWriter.Temperature.AS_REQUESTED;
  private Breaker breaker = StepOptions.defaults().breaker();
  private int maxReplyBytes = 4 * MIB;
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanos = System::nanoTime;
  private @Nullable HttpClient hostHttp;

  OpenAiModelBuilder(Provider provider, String model, Supplier<String> key) {
    this.provider = provider;
    this.model = Text.name(CODE, "model", model, LONGEST_NAME);
    this.key = new ApiKey(name(), key);
  }

  /**
   * When calls are suspended: for {@code pause}, when of the last {@code calls} calls at least the
   * share {@code failureShare} failed with a retriable error; then a few are let through to see
   * whether it is over. Of this object; by default half of the last 20, for 30 s.
   *
   * @param failureShare from 0.001 to 1
   * @param calls from 1 to 10,000
   * @param pause 1 ms to 365 days
   */
  public OpenAiModelBuilder breaker(double failureShare, int calls, Duration pause) {
    breaker = new Breaker(failureShare, calls, pause);
    return this;
  }

  /**
   * The model takes no temperature (many that reason do not): requests go without. By default they
   * say the one of their settings.
   */
  public OpenAiModelBuilder fixedTemperature() {
    temperature = RequestWriter.Temperature.FIXED_BY_MODEL;
    return this;
  }

  /** A longer reply ends the call, so that no server can fill the memory; 4 MiB by default. */
  public OpenAiModelBuilder maxReplyBytes(int newMaxReplyBytes) {
    if (newMaxReplyBytes < 1_000 || newMaxReplyBytes > 256 * MIB) {
      throw new InvalidInputException(
          CODE, "maxReplyBytes", "expected 1000 to 268435456, found " + newMaxReplyBytes);
    }
    maxReplyBytes = newMaxReplyBytes;
    return this;
  }

  /**
   * The host's client: for a proxy, certificates or threads of its own, or one client for several
   * models. It must not follow redirects, which would send the key elsewhere, and stays the host's
   * to close. By default each model has one of its own, with 10 s to connect.
   */
  public OpenAiModelBuilder httpClient(HttpClient newHttp) {
    if (newHttp.followRedirects() != Redirect.NEVER) {
      throw new InvalidInputException(
          CODE, "httpClient", "expected one that follows no redirects: they would get the key");
    }
    hostHttp = newHttp;
    return this;
  }

  /** Tells the time that a {@code Retry-After} date is compared with; the system's by default. */
  public OpenAiModelBuilder clock(Clock newClock) {
    clock = newClock;
    return this;
  }

  /** Tests move the breaker's time by hand. */
  OpenAiModelBuilder nanos(LongSupplier newNanos) {
    nanos = newNanos;
    return this;
  }

  public OpenAiModel build() {
    HttpClient given = hostHttp;
    HttpClient http =
        given == null ? HttpClient.newBuilder().connectTimeout(CONNECT).build() : given;
    // From Java 21 on a client can be closed; before, its thread ends when it is collected.
    AutoCloseable own = given == null && (Object) http instanceof AutoCloseable it ? it : () -> {};
    return new OpenAiModel(this, new Transport(http, maxReplyBytes), own);
  }

  String name() {
    return provider.name() + "/" + model;
  }

  Provider provider() {
    return provider;
  }

  ApiKey key() {
    return key;
  }

  RequestWriter writer() {
    return new RequestWriter(provider, model, temperature);
  }

  ReplyReader reader() {
    return new ReplyReader(provider, model);
  }

  ProviderErrors errors() {
    return new ProviderErrors(name(), clock);
  }

  CallGate gate() {
    return new CallGate(name(), breaker, nanos);
  }
}
