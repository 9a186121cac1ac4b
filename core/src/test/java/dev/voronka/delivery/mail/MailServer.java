package dev.voronka.delivery.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that speaks just enough SMTP, keeps letters as they came, and answers some recipients otherwise. */
final class MailServer implements AutoCloseable {

    final List<String> letters = new CopyOnWriteArrayList<>();
    /** What is answered to RCPT TO, by address. */
    final Map<String, String> answers = new ConcurrentHashMap<>();

    private final ServerSocket socket;

    MailServer() throws IOException {
        socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                talk(connection);
            } catch (IOException over) {
                // The next one may be better; a closed socket ends the loop.
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        var out = connection.getOutputStream();
        say(out, "220 test ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("DATA")) {
                say(out, "354 go on");
                letters.add(letter(in));
                say(out, "250 kept");
            } else if (line.startsWith("RCPT TO:")) {
                var to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                say(out, answers.getOrDefault(to, "250 fine"));
            } else if (line.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 fine");
            }
        }
    }

    private static String letter(BufferedReader in) throws IOException {
        var letter = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line).append('\n');
        }
        return letter.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
