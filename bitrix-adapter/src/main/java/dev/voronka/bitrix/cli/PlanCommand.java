package dev.voronka.bitrix.cli;

import dev.voronka.bitrix.provision.Checklist;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is to be done in the portal, and what by hand. */
@Command(name = "plan", sortOptions = false)
final class PlanCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    PlanCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var plan = site.provisioning(desk).plan();
        screen.print(plan.text(screen.reader()));
        if (!plan.isEmpty()) {
            screen.print(Checklist.of(site.mapping(desk)).text(screen.reader()));
        }
        return plan.isEmpty() ? Screen.FINE : Screen.FOUND;
    }
}
