using System.Net;
using Muster.Conversations;
using Muster.Tests.Isolation;

namespace Muster.Tests.Front;

/// <summary>What a citizen without scripts does by forms, as others do by the API.</summary>
[Collection(SharedFront.Name)]
public sealed class WithoutScriptTests(FrontHost host)
{
    [Fact]
    public async Task Whoever_has_no_script_answers_the_question_ends_the_chat_and_rates_it()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await sam.Json("POST", citizen.Mine("closing-question"));
        var plain = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };

        foreach (var (form, fields) in ((string, string)[])[("closing-answer", "moreHelp=true"), ("end", ""), ("rating", "resolved=yes&satisfaction=5")])
        {
            using var answer = await plain.Send("POST", $"/chat/{agency.Id}/{form}", Form.Of(fields));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        var copy = await citizen.Json("GET", citizen.Mine("transcript?format=json"));
        Assert.Contains(EntryKind.ClosingAnswer, copy.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        var view = await citizen.Json("GET", $"conversations/{citizen.Conversation}");
        Assert.Equal(("wrap-up", true), (view.GetProperty("status").GetString(), view.GetProperty("rated").GetBoolean()));
    }
}
