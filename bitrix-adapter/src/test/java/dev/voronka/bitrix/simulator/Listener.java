package dev.voronka.bitrix.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sockets of a portal, on the loopback address only. */
final class Listener {
    private final Portal portal;
    private HttpServer plain;
    private HttpsServer safe;
    private Certificate certificate;
    private ExecutorService threads;

    Listener(Portal portal) {
        this.portal = portal;
    }

    void start(int port, Integer httpsPort, Path pem) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "simulator-http");
            thread.setDaemon(true);
            return thread;
        });
        plain = HttpServer.create(new InetSocketAddress(loopback, port), 512);
        plain.createContext("/", portal.front::handle);
        plain.setExecutor(threads);
        if (httpsPort != null) {
            try {
                certificate = Certificate.make(pem);
                safe = HttpsServer.create(new InetSocketAddress(loopback, httpsPort), 512);
            } catch (IOException e) {
                plain.stop(0);
                throw e;
            }
            safe.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
            safe.createContext("/", portal.front::handle);
            safe.setExecutor(threads);
            safe.start();
        }
        plain.start();
    }

    void stop() {
        if (plain != null) {
            plain.stop(0);
        }
        if (safe != null) {
            safe.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    URI plainAddress() {
        return URI.create("http://127.0.0.1:" + started(plain).getAddress().getPort());
    }

    URI address() {
        return safe == null
                ? plainAddress()
                : URI.create("https://localhost:" + safe.getAddress().getPort());
    }

    Optional<Path> certificate() {
        return Optional.ofNullable(certificate).map(Certificate::pem);
    }

    private static HttpServer started(HttpServer server) {
        if (server == null) {
            throw new IllegalStateException("The portal is not started: it has no address yet. Call start() first.");
        }
        return server;
    }
}
