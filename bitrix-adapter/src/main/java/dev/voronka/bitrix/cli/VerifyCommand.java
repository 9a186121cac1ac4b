package dev.voronka.bitrix.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether the portal has all that the mapping needs. */
@Command(name = "verify", sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    VerifyCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var plan = site.provisioning(desk).verify();
        screen.print(plan.text(screen.reader()));
        return plan.isEmpty() ? Screen.FINE : Screen.FOUND;
    }
}
