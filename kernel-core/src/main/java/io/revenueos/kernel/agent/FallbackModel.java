package io.revenueos.kernel.agent;

import io.revenueos.kernel.agent.ChatException.Kind;
import io.revenueos.kernel.error.InvalidInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A chain of models: the first that answers answers, and {@link ChatReply#model()} says which one
 * it was. Whatever the reason that a model did not answer ({@link ChatException}), the next is
 * asked. Anything else that a model throws is not caught.
 *
 * <p>The request's timeout holds for the chain: each model gets an equal share of the time that is
 * left, so that one that hangs leaves time for the next.
 */
public final class FallbackModel implements ChatModel {
  private static final int LONGEST_NAME = 200;

  private final List<ChatModel> chain;
  private final Clock clock;
  private final String name;

  /** A model that did not answer, and why. */
  private record Failure(String model, ChatException reason) {}

  private FallbackModel(List<ChatModel> chain, Clock clock) {
    this.chain = chain;
    this.clock = clock;
    this.name = name(chain);
  }

  /**
   * @param chain in the order in which they are asked; at least one
   * @param clock tells how much of a request's time is left
   */
  public static FallbackModel of(List<ChatModel> chain, Clock clock) {
    if (chain.isEmpty()) {
      throw new InvalidInputException(
          "invalid_configuration", "chain", "expected at least one model, found none");
    }
    return new FallbackModel(List.copyOf(chain), clock);
  }

  private static String name(List<ChatModel> chain) {
    String all = chain.stream().map(ChatModel::name).collect(Collectors.joining(", else "));
    if (all.length() <= LONGEST_NAME) {
      return all;
    }
    String rest = ", else %d more".formatted(chain.size() - 1);
    String first = chain.get(0).name();
    return first.substring(0, Math.min(first.length(), LONGEST_NAME - rest.length())) + rest;
  }

  /** The names of the chain: {@code openai/gpt-4o-mini, else groq/llama-3.3-70b-versatile}. */
  @Override
  public String name() {
    return name;
  }

  /**
   * @throws ChatException when none answered: retriable if trying again can help with any of them,
   *     and then with the shortest time that one of these asks to wait; its cause is the reason it
   *     was taken from, the other models' reasons are its suppressed exceptions
   */
  @Override
  public ChatReply chat(ChatRequest request) throws InterruptedException {
    Instant deadline = clock.instant().plus(request.timeout());
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      Duration left = i == 0 ? request.timeout() : Duration.between(clock.instant(), deadline);
      if (left.isNegative() || left.isZero()) {
        break;
      }
      ChatModel model = chain.get(i);
      try {
        return model.chat(within(request, left.dividedBy(chain.size() - i)));
      } catch (ChatException reason) {
        failures.add(new Failure(model.name(), reason));
      }
    }
    throw noneAnswered(failures);
  }

  private static ChatRequest within(ChatRequest request, Duration share) {
    Duration timeout = share.isZero() ? Duration.ofNanos(1) : share;
    return new ChatRequest(
        request.messages(), request.tools(), request.answerOrNull(), request.settings(), timeout);
  }

  private ChatException noneAnswered(List<Failure> failures) {
    ChatException chosen =
        failures.stream()
            .map(Failure::reason)
            .min(Comparator.comparingInt(reason -> rank(reason.kind())))
            .orElseThrow();
    ChatException all =
        new ChatException(
            chosen.kind(), message(failures), chosen, shortestWait(failures).orElse(null));
    failures.stream()
        .map(Failure::reason)
        .filter(reason -> reason != chosen)
        .forEach(all::addSuppressed);
    return all;
  }

  /** What helps soonest comes first: waiting, then paying, then another key. */
  private static int rank(Kind kind) {
    return switch (kind) {
      case RETRIABLE -> 0;
      case QUOTA -> 1;
      case AUTHENTICATION -> 2;
      case PERMANENT -> 3;
    };
  }

  private static Optional<Duration> shortestWait(List<Failure> failures) {
    List<Optional<Duration>> waits =
        failures.stream()
            .map(Failure::reason)
            .filter(reason -> reason.kind() == Kind.RETRIABLE)
            .map(ChatException::retryAfter)
            .toList();
    // One that names no time to wait may be back at once.
    return waits.stream().allMatch(Optional::isPresent)
        ? waits.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
        : Optional.empty();
  }

  private String message(List<Failure> failures) {
    String reasons =
        failures.stream()
            .map(failure -> failure.model() + ": " + failure.reason().getMessage())
            .collect(Collectors.joining("; "));
    int unasked = chain.size() - failures.size();
    return "none of %d models answered: %s%s"
        .formatted(
            chain.size(),
            reasons,
            unasked == 0 ? "" : "; no time was left for %d more".formatted(unasked));
  }
}
