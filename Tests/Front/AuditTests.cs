using System.Text.Json;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>What staff do leaves lines that the agency's auditor alone can read.</summary>
[Collection(SharedFront.Name)]
public sealed class AuditTests(FrontHost host)
{
    private const string Sentence = "the heron sleeps behind the third lock";

    [Fact]
    public async Task A_whole_story_leaves_its_lines_and_none_of_its_words()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen(Sentence);
        var agent = await agency.Holder(citizen);
        await agent.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = $"answered: {Sentence}" });
        await agent.Json("POST", citizen.Mine("notes"), new { text = $"noted: {Sentence}" });
        var supervisor = await agency.SignIn("watcher");
        (await supervisor.Send("GET", citizen.Mine("transcript?format=json"))).Dispose();
        Assert.Equal("not-signed-in", await citizen.Problem("POST", "session", new { agency = agency.Id, username = "watcher", password = "wrong" }));
        var auditor = await agency.Auditor();

        var lines = await Lines(auditor);

        var watcher = agency.Staff["watcher"].StaffId;
        Assert.Contains(lines, line => Is(line, AuditAction.AccountAdded, null, "watcher"));
        Assert.Contains(lines, line => Is(line, AuditAction.SignIn, watcher, "watcher"));
        Assert.Contains(lines, line => Is(line, AuditAction.SignInFailed, null, "watcher"));
        Assert.Contains(lines, line => Is(line, AuditAction.ConversationRead, watcher, citizen.Conversation));
        Assert.Contains(lines, line => Is(line, AuditAction.TranscriptExported, watcher, citizen.Conversation));
        Assert.Contains(lines, line => Is(line, AuditAction.SettingsChanged, null, null));
        Assert.DoesNotContain("heron", auditor.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain(TestAgency.Password, auditor.Heard, StringComparison.Ordinal);
        Assert.Empty((await auditor.Json("POST", "audit/verification")).GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task A_supervisors_look_is_recorded_before_it_is_answered_and_once_in_a_quarter_of_an_hour()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var supervisor = await agency.SignIn("watcher");

        for (var look = 0; look < 3; look++)
            await supervisor.Json("GET", $"conversations/{citizen.Conversation}");

        var page = await host.Grains.GetGrain<IAuditGrain>(agency.Id).Search(
            Caller.Staff(Role.Auditor, agency.Id, "a", []), new AuditQuery(null, null, null, AuditAction.ConversationRead, null, 0, 500));
        Assert.Single(page.Value!.Entries);
    }

    [Fact]
    public async Task Whoever_is_refused_is_a_line()
    {
        var agency = await host.NewAgency();
        var (citizen, other) = (await agency.Citizen(), await agency.Citizen());
        Assert.Equal("not-found", await citizen.Problem("GET", other.Mine("transcript")));
        var keeper = await agency.SignIn("keeper");
        Assert.Equal("not-allowed", await keeper.Problem("GET", "audit"));
        Assert.Equal("not-allowed", await keeper.Problem("POST", "audit/verification"));
        Assert.Equal("not-found", await (await agency.Alex()).Problem("GET", citizen.Mine("transcript")));
        var auditor = await agency.Auditor();

        await Until(auditor, line => Is(line, AuditAction.Refused, citizen.Conversation, other.Conversation));
        await Until(auditor, line => Is(line, AuditAction.Refused, agency.Staff["keeper"].StaffId, "GET /api/v1/audit"));
        await Until(auditor, line => Is(line, AuditAction.Refused, agency.Staff["zffoulkes"].StaffId, citizen.Conversation));
    }

    [Fact]
    public async Task Whoever_tries_many_doors_of_one_agency_hides_nothing_that_is_refused_in_another()
    {
        var (busy, quiet) = (await host.NewAgency(), await host.NewAgency());
        var (curious, auditor) = (await busy.Citizen(), await quiet.Auditor());
        for (var door = 0; door < 3 * RefusalNotes.MostApart; door++)
            Assert.Equal("not-found", await curious.Problem("GET", $"conversations/{new string((char)('a' + (door / 26)), 25)}{(char)('a' + (door % 26))}/transcript"));

        var (citizen, other) = (await quiet.Citizen(), await quiet.Citizen());
        Assert.Equal("not-found", await citizen.Problem("GET", other.Mine("transcript")));

        await Until(auditor, line => Is(line, AuditAction.Refused, citizen.Conversation, other.Conversation));
    }

    [Fact]
    public async Task An_auditor_filters_pages_and_takes_lines_away_as_a_table()
    {
        var agency = await host.NewAgency();
        var auditor = await agency.Auditor();

        var first = await auditor.Json("GET", "audit?action=account-added&most=2");
        Assert.False(first.GetProperty("complete").GetBoolean());
        var second = await auditor.Json("GET", $"audit?action=account-added&most=500&after={first.GetProperty("next")}");
        Assert.Equal(agency.Staff.Keys.Order(), Subjects(first).Concat(Subjects(second)).Order());

        using var table = await auditor.Send("GET", "audit?action=account-added&format=csv&most=1");
        Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
        Assert.True(table.Headers.Contains("Muster-Next"));
        Assert.Equal(2, (await TestClient.TextOf(table)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(await Lines(auditor), line => Is(line, AuditAction.AuditExported, agency.Staff["verifier"].StaffId, null));
        foreach (var wrong in (string[])["from=yesterday", "most=501", "after=-1", "format=pdf", "actor=", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"])
            Assert.Equal("invalid-request", await auditor.Problem("GET", $"audit?{wrong}"));

        static IEnumerable<string?> Subjects(JsonElement page) => page.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("subjectId").GetString());
    }

    [Fact]
    public async Task An_auditor_alone_sees_who_stands_out_and_that_look_is_a_line()
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");
        var auditor = await agency.Auditor();
        for (var chat = 0; chat < 2; chat++)
            await watcher.Json("GET", $"conversations/{(await agency.Citizen()).Conversation}");
        await host.Grains.GetGrain<IAuditGrain>(agency.Id).Record(new AuditEvent(
            AuditAction.TranscriptExported, new AuditActor("supervisor", agency.Id, agency.Staff["watcher"].StaffId), new AuditSubject("conversation", "c"), Count: 40));

        var report = await auditor.Json("GET", "audit/anomalies");

        var first = report.GetProperty("staff")[0];
        Assert.Equal(("watcher", "exports"), (first.GetProperty("username").GetString(), Assert.Single(first.GetProperty("standsOut").EnumerateArray()).GetString()));
        Assert.Equal((2, 40), (first.GetProperty("figures").GetProperty("reads").GetInt32(), first.GetProperty("figures").GetProperty("exports").GetInt32()));
        Assert.True(report.GetProperty("complete").GetBoolean());
        Assert.Contains(await Lines(auditor), line => line.GetProperty("reason").GetString()?.StartsWith("anomalies from=", StringComparison.Ordinal) == true);
        using var page = await auditor.Send("GET", "/admin/audit/anomalies?from=soon");
        var text = await TestClient.TextOf(page);
        Assert.Matches("40\\s*<span class=\"tag warn\">usual: 0</span>", text);
        Assert.Contains("The days were not understood", text, StringComparison.Ordinal);
        Assert.Equal("not-allowed", await watcher.Problem("GET", "audit/anomalies"));
        foreach (var wrong in (string[])["from=yesterday", "from=2026-01-02&to=2026-01-01", "from=2026-01-01&to=2026-02-01", "to=2026-13-01"])
            Assert.Equal("invalid-request", await auditor.Problem("GET", $"audit/anomalies?{wrong}"));
    }

    [Fact]
    public async Task A_line_that_was_written_down_is_compared()
    {
        var agency = await host.NewAgency();
        var auditor = await agency.Auditor();
        var line = (await Lines(auditor))[0];
        var (number, hash) = (line.GetProperty("number").GetInt64(), line.GetProperty("hash").GetString()!);

        Assert.Empty((await auditor.Json("POST", "audit/verification", new { number, hash })).GetProperty("findings").EnumerateArray());
        var other = await auditor.Json("POST", "audit/verification", new { number, hash = new string('0', 64) });
        Assert.Equal("other-than-expected", other.GetProperty("findings")[0].GetProperty("what").GetString());
        Assert.Equal("invalid-request", await auditor.Problem("POST", "audit/verification", new { number }));
        Assert.Equal("invalid-request", await auditor.Problem("POST", "audit/verification", new { from = "the beginning" }));
    }

    private static async Task<List<JsonElement>> Lines(TestClient auditor) => [.. (await auditor.Json("GET", "audit?most=500")).GetProperty("lines").EnumerateArray()];

    /// <summary>Nobody waits for the line of a refusal; so this does.</summary>
    private static async Task Until(TestClient auditor, Func<JsonElement, bool> isIt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (!(await Lines(auditor)).Any(isIt))
            patience.Token.ThrowIfCancellationRequested();
    }

    private static bool Is(JsonElement line, string action, string? actor, string? subject) =>
        line.GetProperty("action").GetString() == action
        && line.GetProperty("actorId").GetString() == actor
        && line.GetProperty("subjectId").GetString() == subject;
}
