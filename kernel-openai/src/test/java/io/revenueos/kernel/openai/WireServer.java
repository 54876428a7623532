package io.revenueos.kernel.openai;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server on this machine that does with each connection what the test says, down to the bytes. A
 * request that nothing was said about is answered with the last reaction again.
 */
final class WireServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Queue<Reaction> reactions = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile Reaction last = status(500, "{}");

  /** What was asked; header names in lower case. */
  record Request(String line, Map<String, String> headers, String body) {}

  /** What is done with a connection after its request was read. */
  @FunctionalInterface
  interface Reaction {
    void on(Socket connection, OutputStream out) throws IOException;
  }

  WireServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread thread = new Thread(this::accept, "wire-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
  }

  WireServer then(Reaction reaction) {
    reactions.add(reaction);
    return this;
  }

  static Reaction status(int status, String body, String... headers) {
    return (connection, out) -> out.write(response(status, body, headers));
  }

  static byte[] response(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                status,
                bytes.length,
                java.util.Arrays.stream(headers)
                    .map(header -> header + "\r\n")
                    .collect(Collectors.joining()));
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until the other side closes the connection. */
  Reaction silence() {
    return (connection, out) -> awaitClosed(connection);
  }

  void awaitClosed(Socket connection) throws IOException {
    try {
      while (connection.getInputStream().read() >= 0) {
        // Nobody sends a second request before the first is answered.
      }
    } catch (SocketException reset) {
      // Closed as well.
    }
    gone.countDown();
  }

  /** Whether a connection that was left in silence was closed within 5 s. */
  boolean sawTheConnectionClosed() throws InterruptedException {
    return gone.await(5, TimeUnit.SECONDS);
  }

  static Reaction reset() {
    return (connection, out) -> {
      connection.setSoLinger(true, 0);
      connection.close();
    };
  }

  Request request() {
    try {
      Request request = requests.poll(5, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came");
      }
      return request;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  int waiting() {
    return requests.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "wire-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream())) {
      while (!connection.isClosed()) {
        String line = line(in);
        if (line.isEmpty()) {
          return;
        }
        requests.add(read(line, in));
        Reaction next = reactions.poll();
        last = next == null ? last : next;
        OutputStream out = connection.getOutputStream();
        last.on(connection, out);
        out.flush();
      }
    } catch (IOException gone) {
      // The client left; the test says whether it should have.
    }
  }

  private static Request read(String line, InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
