package dev.voronka.bitrix.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts a portal from the command line and runs until it is stopped. */
public final class Main {
    static final int DEFAULT_PORT = 8099;

    private static final String HELP = """
            Локальный портал Bitrix24 для проб и тестов. Слушает только этот компьютер (127.0.0.1).

              --port N           порт HTTP, 0 — любой свободный (по умолчанию 8099)
              --https-port N     ещё и HTTPS на этом порту, с сертификатом, сделанным при запуске
              --certificate FILE куда записать сертификат (PEM)
              --demo             люди, отделы, лиды, сделки и встречи для примера
              --seed N           от него зависят секреты и примеры
              --unlimited        без ограничения числа запросов (у настоящего портала оно есть)
              --help             эта справка
            """;

    private Main() {}

    /** Exit code 0 after help, 2 when an option is wrong or a port is taken. */
    public static void main(String[] arguments) throws InterruptedException {
        int code = run(List.of(arguments), System.out, System.err, new CountDownLatch(1));
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, until the latch is opened. */
    static int run(List<String> arguments, PrintStream out, PrintStream err, CountDownLatch until)
            throws InterruptedException {
        Options options;
        try {
            options = Options.read(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println("Все возможности: --help");
            return 2;
        }
        if (options.help) {
            out.print(HELP);
            return 0;
        }
        if (options.demo) {
            options.portal.clock(Clock.offset(Clock.systemUTC(), Demo.LONG_AGO.negated()));
        }
        try (Portal portal = options.portal.build().start()) {
            if (options.demo) {
                Demo.fill(portal, options.seed);
                portal.clock().advance(Duration.between(portal.clock().instant(), Instant.now()));
            }
            portal.events().byThread();
            out.println("Страница:  " + portal.plainAddress() + "/");
            out.println("Вебхук:    " + portal.webhook());
            portal.certificate().ifPresent(pem -> out.println("Сертификат: " + pem.toAbsolutePath()));
            out.println("Остановить: Ctrl+C");
            out.flush();
            until.await();
            return 0;
        } catch (BindException taken) {
            err.println("Порт занят: " + options.ports() + ". Выберите другой: --port N (0 — любой свободный).");
            return 2;
        } catch (IOException broken) {
            err.println("Портал не запущен: " + broken.getMessage());
            return 2;
        }
    }

    private static final class Options {
        final PortalBuilder portal = Portal.builder();
        int port = DEFAULT_PORT;
        Integer httpsPort;
        long seed = System.nanoTime();
        boolean demo;
        boolean help;

        String ports() {
            return httpsPort == null ? String.valueOf(port) : port + " или " + httpsPort;
        }

        static Options read(List<String> arguments) {
            Options options = new Options();
            for (int i = 0; i < arguments.size(); i++) {
                String name = arguments.get(i);
                switch (name) {
                    case "--demo" -> options.demo = true;
                    case "--help", "-h" -> options.help = true;
                    case "--unlimited" -> options.portal.plan(Plan.UNLIMITED);
                    case "--port" -> options.port = (int) number(name, arguments, ++i, 65_535);
                    case "--https-port" -> options.httpsPort = (int) number(name, arguments, ++i, 65_535);
                    case "--seed" -> options.seed = number(name, arguments, ++i, Long.MAX_VALUE);
                    case "--certificate" -> options.portal.certificate(path(value(name, arguments, ++i)));
                    default -> throw new IllegalArgumentException("Неизвестный параметр: " + name);
                }
            }
            options.portal.port(options.port).seed(options.seed);
            if (options.httpsPort != null) {
                options.portal.httpsPort(options.httpsPort);
            }
            return options;
        }

        private static Path path(String value) {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("--certificate: это не имя файла: " + value, e);
            }
        }

        private static String value(String name, List<String> arguments, int at) {
            if (at >= arguments.size()) {
                throw new IllegalArgumentException(name + ": нет значения");
            }
            return arguments.get(at);
        }

        private static long number(String name, List<String> arguments, int at, long most) {
            String value = value(name, arguments, at);
            try {
                long number = Long.parseLong(value);
                if (number >= 0 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + ": нужно число, а дано " + value, e);
            }
            throw new IllegalArgumentException(name + ": нужно число от 0 до " + most + ", а дано " + value);
        }
    }
}
