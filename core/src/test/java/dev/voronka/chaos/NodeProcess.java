package dev.voronka.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link Node} in a virtual machine of its own. */
final class NodeProcess {

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Set<String> acknowledged = Collections.synchronizedSet(new HashSet<>());
    private volatile boolean ended;

    NodeProcess(String url, String name, int threads, int moves, long seed) {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            process = new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx512m",
                            "-cp",
                            path,
                            Node.class.getName(),
                            url,
                            name,
                            Integer.toString(threads),
                            Integer.toString(moves),
                            Long.toString(seed))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var reader = new Thread(this::read, "reads-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("READY")) {
                    ready.countDown();
                } else if (line.equals("END")) {
                    ended = true;
                } else if (line.startsWith("ACK ")) {
                    acknowledged.add(line.substring(4));
                }
            }
        } catch (IOException cut) {
            // A killed process leaves half a line; what was whole counts.
        } finally {
            ready.countDown();
            gone.countDown();
        }
    }

    void awaitReady() throws InterruptedException {
        if (!ready.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the node does not begin");
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** {@code kill -9}; what was acknowledged before, as {@code card by}. */
    Set<String> kill() throws InterruptedException {
        process.destroyForcibly();
        return toTheEnd();
    }

    /** Waits for the end of the node; what it was told is taken, as {@code card by}. */
    Set<String> toTheEnd() throws InterruptedException {
        if (!gone.await(6, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the node does not end");
        }
        process.waitFor();
        return Set.copyOf(acknowledged);
    }

    /** Whether it made all its moves. */
    boolean hasEnded() {
        return ended;
    }
}
