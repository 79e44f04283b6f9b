using Muster.WebFront.Abuse;

namespace Muster.Tests.Front;

/// <summary>What <see cref="BudgetTests"/> shows of citizens' calls, for repeated messages, pages without script and staff.</summary>
[Collection(SharedFront.Name)]
public sealed class TooOftenTests(FrontHost host)
{
    [Fact]
    public async Task One_message_sent_again_and_again_is_slowed_down()
    {
        var citizen = await (await host.NewAgency(settings => settings with { Limits = settings.Limits with { Burst = 5, PerSecond = 0.1 } })).Citizen();
        var message = new { messageId = "m-1", text = "one" };
        await citizen.Json("POST", citizen.Mine("messages"), message);

        await AssertSlowsDown(300, () => citizen.Send("POST", citizen.Mine("messages"), message));
    }

    [Fact]
    public async Task Copies_of_whoever_has_no_script_have_the_limit_of_others()
    {
        var agency = await host.NewAgency();
        var plain = new TestClient(agency) { Cookie = $"muster-chat={(await agency.Citizen()).Token}" };

        await AssertSlowsDown(3 * Allowances.OfCitizen(Allowance.Copies).Burst, () => plain.Send("GET", $"/chat/{agency.Id}/transcript"));
    }

    [Fact]
    public async Task Staff_have_their_limits_too()
    {
        var sam = await (await host.NewAgency()).Sam();

        await AssertSlowsDown(3 * Allowances.OfStaff(Allowance.Streams).Burst, () => sam.Send("GET", "agents/me/events?after=%21"));
        await AssertSlowsDown(3 * Allowances.OfStaff(Allowance.Writes).Burst, () => sam.Send("POST", "session/activity", "[]"));
    }

    /// <summary>As often as two fronts allow, some at a time, and then until one is refused.</summary>
    private static async Task AssertSlowsDown(int most, Func<Task<HttpResponseMessage>> ask)
    {
        const int together = 20;
        for (var asked = 0; asked < most; asked += together)
        {
            if ((await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Status(ask)))).Contains(429))
                return;
        }

        Assert.Fail("Nobody was told to slow down.");
    }

    private static async Task<int> Status(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        return (int)answer.StatusCode;
    }
}
