using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>Why a conversation was given to an agent is there for whoever answers for the queue (N12, S117).</summary>
[Collection(SharedFront.Name)]
public sealed class WhyTests(FrontHost host)
{
    [Fact]
    public async Task A_supervisor_reads_why_it_was_this_agent()
    {
        var agency = await host.NewAgency(settings => settings with
        {
            Priorities = [new("urgent", "Urgent", 600)],
            KeywordRules = [new("flooding", ["flooded"]) { Priority = "urgent" }],
        });
        var citizen = await agency.Citizen("My street is flooded");
        var sam = await agency.Holder(citizen);
        var robin = await agency.SignIn("watcher");

        var why = await robin.Json("GET", citizen.Mine("why"));

        var assignment = Assert.Single(why.GetProperty("assignments").EnumerateArray());
        var reason = assignment.GetProperty("reason");
        Assert.Equal(("Sam", "general"), (assignment.GetProperty("agent").GetString(), assignment.GetProperty("queue").GetString()));
        Assert.Equal(("direct", "least-loaded", "urgent", 600), (Text(reason, "assignment"), Text(reason, "choice"), Text(reason, "priority"), reason.GetProperty("headStartSeconds").GetInt32()));
        Assert.Equal("Sam", Text(reason.GetProperty("candidates")[0], "agent"));
        Assert.Equal("started", Text(assignment, "after"));
        foreach (var name in TestAgency.PrivateNames.Concat(agency.Staff.Values.Select(member => member.StaffId)))
            Assert.DoesNotContain(name, why.GetRawText(), StringComparison.Ordinal);

        var triaged = Assert.Single((await sam.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray(), entry => Text(entry, "kind") == "triaged");
        Assert.Equal(("flooding", "urgent"), (Text(triaged, "reason"), Text(triaged, "priority")));
        Assert.DoesNotContain("flooding", (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);

        Assert.Equal("not-allowed", await sam.Problem("GET", citizen.Mine("why")));
        Assert.Equal("not-found", await (await agency.SignIn("elsewhere")).Problem("GET", citizen.Mine("why")));
        Assert.Equal("not-allowed", await citizen.Problem("GET", citizen.Mine("why")));
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
