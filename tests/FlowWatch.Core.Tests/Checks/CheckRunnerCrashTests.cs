using FlowWatch.Core.Tests.Checks.Running;

namespace FlowWatch.Core.Tests.Checks;

/// <summary>
/// A host is killed at every single write that it makes in an hour and a half, before the write and after it, and started again. In the end
/// everything is as if nothing had happened.
/// </summary>
public sealed class CheckRunnerCrashTests
{
    private const int Rounds = 8;

    [Fact]
    public async Task RunAsync_KilledAtAnyWrite_LosesNothingAndJudgesNothingTwice()
    {
        var (expected, writes) = await UndisturbedAsync();
        // All of it is there to be lost: findings, incidents, what is held back, and messages.
        Assert.All(["203.0.113.5", "a incident PORT_SCAN", "held back 1", "told arn:aws:sns:eu-central-1:111122223333:security a-"], part => Assert.Contains(part, expected, StringComparison.Ordinal));
        Assert.DoesNotContain("203.0.113.7", expected, StringComparison.Ordinal);
        // Every write twice: more than the two hundred points that are asked for.
        Assert.True(writes > 100, $"{writes} writes");

        for (var write = 1; write <= writes; write++)
        {
            foreach (var isAfter in new[] { false, true })
            {
                using var deployment = new Deployment();
                var killed = await RoundsAsync(deployment, [write], isAfter);
                Assert.Equal(1, killed);
                Assert.True(expected == await deployment.ResultAsync(), $"Killed {(isAfter ? "after" : "before")} write {write}:\n{await deployment.ResultAsync()}\nwithout:\n{expected}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task RunAsync_KilledAgainAndAgain_LosesNothingAndJudgesNothingTwice(int seed)
    {
        var (expected, _) = await UndisturbedAsync(withSteps: false);
#pragma warning disable CA5394 // Chance that is the same in every run.
        var random = new Random(seed);
        var kills = Enumerable.Range(0, 40).Select(_ => random.Next(1, 12)).ToArray();
#pragma warning restore CA5394
        using var deployment = new Deployment();

        var killed = await RoundsAsync(deployment, kills, isAfter: seed % 2 == 0);

        Assert.True(killed > 10, $"{killed} kills");
        Assert.Equal(expected, await deployment.ResultAsync(withSteps: false));
        // In one of the five lives a window is held up for so long that the one after it is judged first.
        Assert.Equal(seed is 2 ? 1 : 0, await deployment.AssertStepsAsync());
    }

    private static async Task<(string Result, int Writes)> UndisturbedAsync(bool withSteps = true)
    {
        using var deployment = new Deployment();
        var store = new WatchedStateStore(deployment.Store);
        for (var round = 0; round < Rounds; round++)
        {
            await deployment.RunAsync(store, "host");
            await deployment.AssertSoundAsync();
            deployment.Time.Advance(Deployment.Round);
        }

        var writes = store.Writes;
        await deployment.RunAsync(store, "host");
        Assert.Equal(0, await deployment.AssertStepsAsync());
        return (await deployment.ResultAsync(withSteps), writes);
    }

    // Each life of the host ends at a write of its own; the last lives on. A host that was killed starts again within the same round.
    private static async Task<int> RoundsAsync(Deployment deployment, int[] lives, bool isAfter)
    {
        var life = 0;
        var store = Next();
        for (var round = 0; round < Rounds; round++)
        {
            while (true)
            {
                try
                {
                    await deployment.RunAsync(store, $"host {life}");
                    break;
                }
                catch (KilledException)
                {
                    await deployment.AssertSoundAsync();
                    store = Next();
                }
            }

            deployment.Time.Advance(Deployment.Round);
        }

        // Nobody is killed any more; what the last one held has come free.
        await deployment.RunAsync(deployment.Store, "last");
        await deployment.AssertSoundAsync();
        return life - 1;

        WatchedStateStore Next() => new(deployment.Store) { KilledAt = life < lives.Length ? lives[life++] : EndOfLives(ref life), KilledAfter = isAfter };
    }

    private static int? EndOfLives(ref int life)
    {
        life++;
        return null;
    }
}
