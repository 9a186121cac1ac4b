package dev.voronka.bitrix.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Does what was planned. */
@Command(name = "apply", sortOptions = false)
final class ApplyCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    @Parameters(paramLabel = "HASH", descriptionKey = "hash")
    private String hash = "";

    ApplyCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new WrongUse("bad-hash", hash);
        }
        var left = site.provisioning(desk)
                .apply(
                        hash,
                        (step, number, all) -> screen.print(screen.say(
                                "done", String.valueOf(number), String.valueOf(all), step.text(screen.reader()))));
        screen.print(left.text(screen.reader()));
        return left.isEmpty() ? Screen.FINE : Screen.FOUND;
    }
}
