using System.Text.Json;
using Muster.Auditing;
using Muster.Identity;
using Muster.Tests.Isolation;

namespace Muster.Tests.Front;

/// <summary>Whom a route is for is decided before anybody is asked for anything: whoever else comes is a line about the route.</summary>
[Collection(SharedFront.Name)]
public sealed class RoutesOfRolesTests(FrontHost host)
{
    [Fact]
    public async Task Whoever_a_route_is_not_for_is_a_line_about_that_route()
    {
        foreach (var doors in Doors.All.Where(IsForOtherStaff).Chunk(AuditRules.MostApart))
        {
            var agency = await host.NewAgency();
            await Neighbourhood.AddStaff(host, agency);
            var (archivist, auditor) = (await agency.SignIn("archivist"), await agency.Auditor());

            foreach (var door in doors)
                Assert.Equal("not-allowed", await archivist.Problem(door.Method, door.At("zffoulkes"), door.Body?.Invoke(agency.Id)));

            await AssertNoted(auditor, agency.Staff["archivist"].StaffId, doors);
        }
    }

    [Fact]
    public async Task A_citizen_who_asks_for_what_staff_do_with_their_conversation_is_a_line_about_that_route()
    {
        var agency = await host.NewAgency();
        var (citizen, auditor) = (await agency.Citizen(), await agency.Auditor());
        var doors = Doors.All.Where(door => IsApi(door) && !door.For.Citizens && IsOfConversation(door)).ToList();

        foreach (var door in doors)
            Assert.Equal("not-allowed", await citizen.Problem(door.Method, door.At(citizen.Conversation), door.Body?.Invoke(agency.Id)));

        await AssertNoted(auditor, citizen.Conversation, doors);
    }

    [Fact]
    public async Task What_cannot_be_a_conversation_brings_no_word_into_the_log()
    {
        var agency = await host.NewAgency();
        var (citizen, auditor) = (await agency.Citizen(), await agency.Auditor());

        Assert.Equal("not-found", await citizen.Problem("GET", "conversations/the-heron-sleeps/transcript"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        List<JsonElement> lines;
        while ((lines = await Refusals(auditor, citizen.Conversation)).Count == 0)
            patience.Token.ThrowIfCancellationRequested();
        Assert.Equal(JsonValueKind.Null, Assert.Single(lines).GetProperty("subjectId").ValueKind);
        Assert.DoesNotContain("heron", auditor.Heard, StringComparison.Ordinal);
    }

    /// <summary>Those that records officers are refused at the front. Who is told of colleagues, and who does what with a conversation, its grain alone decides.</summary>
    private static bool IsForOtherStaff(Door door) =>
        IsApi(door) && !door.For.Citizens && !door.For.Staff.Contains(Role.RecordsOfficer) && !IsOfConversation(door) && !door.Path.EndsWith("/colleagues", StringComparison.Ordinal);

    private static bool IsApi(Door door) => door is { IsPage: false, For.IsPublic: false } && door.Path.StartsWith("/api/", StringComparison.Ordinal);

    private static bool IsOfConversation(Door door) => door.Path.StartsWith("/api/v1/conversations/", StringComparison.Ordinal);

    /// <summary>Nobody waits for the line of a refusal; so this does.</summary>
    private static async Task AssertNoted(TestClient auditor, string actor, IEnumerable<Door> doors)
    {
        var missing = doors.Select(door => door.ToString()).ToHashSet();
        Assert.NotEmpty(missing);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (missing.Count > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"no line is about {string.Join(", ", missing)}");
            foreach (var line in await Refusals(auditor, actor))
            {
                if (line.GetProperty("subjectKind").GetString() == AuditSubjectKind.Route && line.GetProperty("reason").GetString() == "not-allowed")
                    missing.Remove(line.GetProperty("subjectId").GetString()!);
            }
        }
    }

    private static async Task<List<JsonElement>> Refusals(TestClient auditor, string actor) =>
        [.. (await auditor.Json("GET", $"audit?action={AuditAction.Refused}&most=500")).GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("actorId").GetString() == actor)];
}
