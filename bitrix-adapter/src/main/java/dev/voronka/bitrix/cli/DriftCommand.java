package dev.voronka.bitrix.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What people have changed in the portal. */
@Command(name = "drift", sortOptions = false)
final class DriftCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    DriftCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var report = site.provisioning(desk).drift();
        screen.print(report.text(screen.reader()));
        return report.isEmpty() ? Screen.FINE : Screen.FOUND;
    }
}
