package dev.voronka.examples.quickstart;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A {@link MeetingNode} in a virtual machine of its own: starts it, hears what it says, kills it. */
final class NodeProgram implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Thread reader;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private int movesOfOthers;
    private int sentForOthers;

    private NodeProgram(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "hears-" + name);
    }

    static NodeProgram started(String name, String employee, String address) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-Dfile.encoding=UTF-8",
                            "-Dsun.jnu.encoding=UTF-8",
                            "-cp",
                            classPath(),
                            MeetingNode.class.getName(),
                            address)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var node = new NodeProgram(name, process);
            node.reader.setDaemon(true);
            node.reader.start();
            node.tell(name + " " + employee);
            return node;
        } catch (IOException broken) {
            throw new UncheckedIOException("The node " + name + " cannot be started", broken);
        }
    }

    /** Maven's exec:java has the libraries in a class loader of its own. */
    private static String classPath() {
        return MeetingNode.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(NodeProgram::path).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String path(URL of) {
        try {
            return Path.of(of.toURI()).toString();
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("The class path has " + of + ", which is no file", odd);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line.split(" ", -1));
            }
        } catch (IOException cut) {
            // A killed node leaves half a line; what was whole counts.
        }
    }

    private synchronized void hear(String[] words) {
        if (words.length != 3) {
            return;
        }
        var ofOthers = words[2].equals("other") ? 1 : 0;
        if (words[0].equals("MOVED")) {
            acknowledged.add(words[1]);
            movesOfOthers += ofOthers;
        } else if (words[0].equals("SENT")) {
            sent.add(words[1]);
            sentForOthers += ofOthers;
        }
    }

    private void tell(String line) throws IOException {
        var to = process.getOutputStream();
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    synchronized int moves() {
        return acknowledged.size();
    }

    /** Moves of cards that the other node has opened. */
    synchronized int movesOfOthers() {
        return movesOfOthers;
    }

    /** The moves that the node was told are taken, as {@code card/number}. */
    synchronized List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The keys of the effects that it has carried out. */
    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** Effects of cards that the other node has opened. */
    synchronized int sentForOthers() {
        return sentForOthers;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join(10_000);
    }

    /** Lets it only carry out what is left to do. */
    void stopMoving() {
        try {
            tell("enough");
        } catch (IOException gone) {
            throw new UncheckedIOException("The node " + name + " is not there any more", gone);
        }
    }

    /** Lets it end by itself. */
    void end() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It has ended before it was asked to.
        }
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The node " + name + " does not end");
        }
        reader.join(10_000);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
