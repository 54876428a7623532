package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.jdbc.testkit.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Worker processes on one database; who is killed is replaced at once. For one thread. */
final class Cluster implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private final String url;
  private final Path logs;
  private final List<Node> nodes = new ArrayList<>();
  private @Nullable Node frozen;
  private int started;
  private int kills;

  private record Node(String name, ChildJvm process, Path log) {}

  Cluster(String url, Path logs, int size) {
    this.url = url;
    this.logs = logs;
    for (int i = 0; i < size; i++) {
      nodes.add(newNode());
    }
  }

  private Node newNode() {
    String name = "node-" + ++started;
    Path log = logs.resolve(name + ".log");
    return new Node(name, ChildJvm.start(log, OPTIONS, KillWorker.class, url, name), log);
  }

  int kills() {
    return kills;
  }

  /** Kills one, and starts another in its place. */
  void killOne(Random random) {
    List<Node> running = nodes.stream().filter(node -> !node.equals(frozen)).toList();
    Node node = running.get(random.nextInt(running.size()));
    requireAlive(node);
    node.process().kill();
    kills++;
    nodes.set(nodes.indexOf(node), newNode());
  }

  /**
   * Stops a node where it stands, with everything it holds, until {@link #thaw}; nobody kills it
   * meanwhile.
   *
   * @return false when there is no such node any more
   */
  boolean freeze(String name) {
    for (Node node : nodes) {
      if (node.name().equals(name)) {
        requireAlive(node);
        node.process().freeze();
        frozen = node;
        return true;
      }
    }
    return false;
  }

  void thaw() {
    if (frozen != null) {
      frozen.process().thaw();
      frozen = null;
    }
  }

  /** Ends every process in good order. */
  void end() {
    nodes.forEach(Cluster::requireAlive);
    nodes.forEach(node -> node.process().endInput());
    for (Node node : nodes) {
      if (node.process().awaitEnd() != 0 || !text(node).contains(KillWorker.CLOSED)) {
        throw new AssertionError("%s did not end well: %s".formatted(node.name(), text(node)));
      }
    }
  }

  /** Only a kill ends a process. */
  private static void requireAlive(Node node) {
    if (!node.process().isAlive()) {
      throw new AssertionError("%s ended by itself: %s".formatted(node.name(), text(node)));
    }
  }

  /** What all processes, the killed ones too, have said that contains this. */
  List<String> saying(String part) {
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .sorted()
          .flatMap(file -> text(file).lines().map(line -> file.getFileName() + ": " + line))
          .filter(line -> line.contains(part))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Node node) {
    return text(node.log());
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().close());
  }
}
