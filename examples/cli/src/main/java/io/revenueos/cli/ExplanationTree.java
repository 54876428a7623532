package io.revenueos.cli;

import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cli.terminal.Tree;
import io.revenueos.kernel.Explanation;
import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.DecisionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.RecordedEffect;
import java.util.stream.Collectors;

/** An explanation for people: a tree that reads from cause to effect. */
final class ExplanationTree {
  private static final int MAX_VALUE = 400;

  private final Terminal terminal;
  private final Explanation explanation;

  ExplanationTree(Terminal terminal, Explanation explanation) {
    this.terminal = terminal;
    this.explanation = explanation;
  }

  Tree tree() {
    return event(explanation.root());
  }

  private Tree event(EventNode node) {
    KernelEvent event = node.event().event();
    boolean chained = node.event().causation().isPresent() || hasFollowUps(explanation.root());
    boolean asked = node.event().id().equals(explanation.asked());
    Tree tree =
        new Tree(
            "%s  %s @ %s  %s%s"
                .formatted(
                    strong("event " + node.event().id()),
                    event.type(),
                    Printable.of(event.source()),
                    status(node.status().stored()),
                    chained && asked ? "  <- asked" : ""));
    tree.detail("about", event.entity())
        .detail("tenant", event.scope())
        .detail("correlation", event.correlationId())
        .detail("idempotency key", event.idempotencyKey())
        .detail("occurred", node.event().occurredAt())
        .detail("accepted", node.event().recordedAt())
        .detail("payload", shortened(event.payload()));
    node.error()
        .ifPresent(error -> tree.detail("error", error).detail("failed attempts", node.attempts()));
    node.decisions().forEach(decision -> tree.branch(decision(decision)));
    return tree;
  }

  private static boolean hasFollowUps(EventNode root) {
    return root.decisions().stream()
        .flatMap(decision -> decision.actions().stream())
        .anyMatch(action -> !action.caused().isEmpty());
  }

  private Tree decision(DecisionNode node) {
    KernelDecision decision = node.decision().decision();
    Tree tree =
        new Tree(
            "%s  %s  by %s"
                .formatted(
                    strong("decision " + node.decision().id()),
                    status(decision.outcome().stored()),
                    decision.rule()));
    tree.detail("reason", decision.reason().code())
        .detail("because", decision.reason().text())
        .detail("mode", decision.mode().stored());
    if (!decision.facts().values().keys().isEmpty()) {
      tree.detail("facts", shortened(decision.facts().values()));
    }
    if (!decision.overridableBy().isEmpty()) {
      tree.detail("overridable by", decision.overridableBy());
    }
    node.actions().forEach(action -> tree.branch(action(action)));
    return tree;
  }

  private Tree action(ActionNode node) {
    KernelAction action = node.action().action();
    Tree tree =
        new Tree(
            "%s  %s on %s  %s"
                .formatted(
                    strong("action " + node.action().id()),
                    action.type(),
                    Printable.of(action.target().toString()),
                    status(node.action().status().stored())));
    tree.detail("reason", action.reason().code()).detail("because", action.reason().text());
    if (!action.parameters().keys().isEmpty()) {
      tree.detail("parameters", shortened(action.parameters()));
    }
    if (!node.action().result().keys().isEmpty()) {
      tree.detail("result", shortened(node.action().result()));
    }
    node.effects().forEach(effect -> tree.branch(effect(effect)));
    node.caused().forEach(caused -> tree.branch(event(caused)));
    return tree;
  }

  private Tree effect(RecordedEffect effect) {
    String columns =
        effect.summary().members().entrySet().stream()
            .map(column -> column.getKey() + "=" + column.getValue())
            .collect(Collectors.joining("  "));
    return new Tree(
        "%s %s  %s"
            .formatted(
                strong("row in " + effect.table()), effect.id(), Printable.of(columns, MAX_VALUE)));
  }

  private static String shortened(JsonObject object) {
    return Printable.of(object.toJson(), MAX_VALUE);
  }

  private String strong(String text) {
    return terminal.styled(Style.STRONG, text);
  }

  private String status(String name) {
    return terminal.styled(Statuses.style(name), name);
  }
}
