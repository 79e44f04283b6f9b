using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>What tokens open, and boards tell; who may what of which is walked in <c>Tests/Isolation</c>.</summary>
[Collection(SharedFront.Name)]
public sealed class AccessTests(FrontHost host)
{
    [Fact]
    public async Task A_board_tells_no_staff_id_and_its_stream_begins_with_every_area()
    {
        var agency = await host.NewAgency();
        var supervisor = await agency.SignIn("watcher");

        await using var stream = await supervisor.Events("agencies/me/board/events");
        await stream.Until(told => told.Kind == "board" && told.Data.GetProperty("queue").GetString() == "general", "the board of general");
        await stream.Until(told => told.Kind == "board" && told.Data.GetProperty("queue").GetString() == "asked", "the board of asked");

        Assert.All(agency.Staff.Values, member => Assert.DoesNotContain(member.StaffId, supervisor.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_opens_nothing()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var (body, mac) = (citizen.Token!.Split('.')[0], citizen.Token!.Split('.')[1]);
        var forged = new CitizenTokens(new TestKeys(2)).Of(citizen.Agency.Id, citizen.Conversation);

        foreach (var token in (string[])[forged, body, $"{body}.", $".{mac}", $"{mac}.{body}", $"{body}.{mac}.", $"{body}=.{mac}", new string('a', 5_000)])
        {
            var thief = new TestClient(citizen.Agency) { Token = token };
            Assert.Equal("not-signed-in", await thief.Problem("GET", citizen.Mine("transcript")));
        }
    }
}
