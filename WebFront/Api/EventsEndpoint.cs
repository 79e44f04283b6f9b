using System.Globalization;
using Microsoft.Net.Http.Headers;
using Muster.Conversations;
using Muster.WebFront.Abuse;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>A conversation's events: as a stream, or, for whoever cannot stream, as a list that waits for news.</summary>
internal sealed class EventsEndpoint(
    Gate gate, StaffSessions sessions, Feed feed, IGrainFactory grains, Budgets budgets, OpenStreams streams, TimeProvider clock)
{
    private const int LongestWait = 30;

    public void Map(ApiRoutes routes) => routes.Get(
        "conversations/{id}/events",
        gate.Conversation(Follow),
        "What happens in a conversation, from the entry after the one named on.",
        operation => operation.ForConversation().ResumedBySeq().Streams("id, event and data of each entry; typing, read, position, notice and heartbeat without an id").Answers<EntriesShape>());

    private async Task Follow(HttpContext http, ConversationCall call)
    {
        if (!TryNumber(After(http), int.MaxValue, out var after))
        {
            await http.RefuseField("after");
            return;
        }

        if (WantsList(http.Request))
        {
            await (TryNumber(http.Request.Query["wait"], LongestWait, out var wait)
                ? List(http, call, after, TimeSpan.FromSeconds(wait))
                : http.RefuseField("wait"));
            return;
        }

        await (budgets.Spend(call, Allowance.Streams) is { } pause ? http.SlowDown(pause) : Stream(http, call, after));
    }

    private async Task Stream(HttpContext http, ConversationCall call, int after)
    {
        var outcome = await feed.Follow(call.Caller, call.Key, after);
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        var follower = outcome.Value;
        using (streams.Enter(call.Holder, call.IsStaff, () => follower.SendAway(OpenStreams.ComeBackAfter)))
            await EventStream.Write(http, follower, call.IsStaff ? ConversationEvents.ForStaff : ConversationEvents.ForCitizen, clock, MayGoOn(call));
    }

    private async Task List(HttpContext http, ConversationCall call, int after, TimeSpan wait)
    {
        var page = await grains.GetGrain<IConversationGrain>(call.Key).Read(call.Caller, after, ConversationLimits.MostEntriesRead);
        if (!page.IsDone)
        {
            await http.Refuse(page.Refusal.Value);
            return;
        }

        var next = Math.Max(after, page.Value.Next);
        if (page.Value.Entries.Length > 0 || wait == TimeSpan.Zero)
        {
            await Write(http, call, page.Value.Entries, next);
            return;
        }

        var outcome = await feed.Follow(call.Caller, call.Key, next);
        if (!outcome.IsDone)
        {
            await http.Refuse(outcome.Refusal.Value);
            return;
        }

        using var follower = outcome.Value;
        using var place = streams.Enter(call.Holder, call.IsStaff, follower.Stop);
        var entries = await NewsWithin(follower, wait, http.RequestAborted);
        if (MayGoOn(call) is { } mayGoOn && !await mayGoOn())
        {
            await http.Refuse(ProblemKind.NotSignedIn);
            return;
        }

        await Write(http, call, entries, entries.Count > 0 ? entries[^1].Seq : next);
    }

    private Func<ValueTask<bool>>? MayGoOn(ConversationCall call) => call.Cookie is { } cookie ? () => sessions.MayGoOn(cookie) : null;

    private async Task<IReadOnlyList<Entry>> NewsWithin(ConversationFollower follower, TimeSpan wait, CancellationToken aborted)
    {
        using var late = new CancellationTokenSource(wait, clock);
        using var onLate = late.Token.UnsafeRegister(static follower => ((Follower)follower!).Stop(), follower);
        using var onAborted = aborted.UnsafeRegister(static follower => ((Follower)follower!).Stop(), follower);
        while (!follower.IsOver)
        {
            var items = await follower.Next();
            if (items.Any(item => item.Kind == FeedKind.Entry))
                return [.. items.Where(item => item.Kind == FeedKind.Entry).Select(item => item.Entry)];
        }

        return [];
    }

    private static Task Write(HttpContext http, ConversationCall call, IEnumerable<Entry> entries, int next)
    {
        var buffer = Answer.Buffer(out var json);
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        foreach (var entry in entries)
        {
            if (call.IsStaff || !entry.StaffOnly)
                EntryJson.Write(json, entry, call.IsStaff, conversation: null);
        }

        json.WriteEndArray();
        json.WriteNumber("next"u8, next);
        json.WriteEndObject();
        json.Flush();
        return Answer.Send(http, buffer.WrittenSpan, StatusCodes.Status200OK);
    }

    private static string? After(HttpContext http)
    {
        // A browser that reconnects by itself sends the address of its first connection again: what it has seen since counts more.
        var header = http.Request.Headers["Last-Event-ID"];
        return header.Count > 0 && header[0] is { Length: > 0 } id ? id : http.Request.Query["after"];
    }

    private static bool TryNumber(string? text, int most, out int number)
    {
        number = 0;
        return string.IsNullOrEmpty(text)
            ? text is null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
    }

    private static bool WantsList(HttpRequest request)
    {
        var accept = request.Headers[HeaderNames.Accept].ToString();
        return accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            && !accept.Contains(EventStream.ContentType, StringComparison.OrdinalIgnoreCase);
    }
}
