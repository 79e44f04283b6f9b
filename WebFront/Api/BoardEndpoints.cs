using System.Buffers;
using System.Text.Json;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Abuse;
using Muster.WebFront.Board;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What supervisors and viewers watch: their queues, now and as they change.</summary>
internal sealed class BoardEndpoints(
    Gate gate, StaffSessions sessions, Boards boards, OpenDesk open, OpenStreams streams, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    public void Map(ApiRoutes routes)
    {
        routes.Get("queues/{queue}/board", gate.Staff(Look, Role.Supervisor, Role.Viewer), "A queue's line and agents.",
            operation => operation.ForStaff(isRestricted: true).Answers<BoardAnswer>().Problems(ProblemKind.NotFound));
        routes.Get("queues/{queue}/conversations", gate.Staff(Open, Role.Supervisor), "Which conversations of a queue wait, and who has the others; at most 100 of each.",
            operation => operation.ForStaff(isRestricted: true).Answers<OpenConversationsAnswer>().Problems(ProblemKind.NotFound));
        routes.Get("agencies/me/board/events", gate.Staff(Follow, Allowance.Streams, Role.Supervisor, Role.Viewer), "The boards of all queues they watch.",
            operation => operation.ForStaff(isRestricted: true).Streams("board events with a board each, when it has changed; heartbeat every 15 s"));
    }

    private async Task Look(HttpContext http, StaffMemberOf staff)
    {
        var queue = (string?)http.Request.RouteValues["queue"];
        var outcome = Names.IsSetting(queue) ? await boards.Look(staff.Caller, queue!) : Refusal.NotFound;
        await (outcome.IsDone
            ? Answer.Write(http, Of(outcome.Value), ApiJson.Default.BoardAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Open(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await open.Look(staff.Caller, (string?)http.Request.RouteValues["queue"]);
        await (outcome.IsDone
            ? Answer.Write(http, Of((string)http.Request.RouteValues["queue"]!, outcome.Value), ApiJson.Default.OpenConversationsAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Follow(HttpContext http, StaffMemberOf staff)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var place = streams.Enter(staff.Session.Id, isStaff: true, ended.Cancel);
        http.Response.ContentType = EventStream.ContentType;
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var told = new Dictionary<string, byte[]>();
        var beatAt = clock.GetUtcNow();
        var session = http.Request.Cookies[StaffCookie.Name]!;
        WriteHeartbeat(http.Response.BodyWriter);
        try
        {
            while (!ended.IsCancellationRequested && await sessions.MayGoOn(session))
            {
                foreach (var queue in staff.Caller.Areas)
                    await Tell(http.Response.BodyWriter, staff.Caller, queue, told);
                if (clock.GetUtcNow() - beatAt >= HeartbeatEvery)
                {
                    WriteHeartbeat(http.Response.BodyWriter);
                    beatAt = clock.GetUtcNow();
                }

                await http.Response.BodyWriter.Flush(http, clock);
                await Task.Delay(Boards.Fresh, clock, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader or the front has gone.
        }
    }

    /// <summary>Tells a board if it says something new; the moment it was asked is no news.</summary>
    private async Task Tell(IBufferWriter<byte> output, Caller caller, string queue, Dictionary<string, byte[]> told)
    {
        Outcome<QueueBoard> outcome;
        try
        {
            outcome = await boards.Look(caller, queue);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            return; // what was told last stands, with its time, until the queue can be asked again
        }

        if (!outcome.IsDone)
            return;

        var board = Of(outcome.Value);
        var news = JsonSerializer.SerializeToUtf8Bytes(board with { At = default }, ApiJson.Default.BoardAnswer);
        if (told.TryGetValue(queue, out var before) && before.AsSpan().SequenceEqual(news))
            return;

        told[queue] = news;
        EventStream.Begin(output, "board"u8);
        var json = Answer.Into(output);
        JsonSerializer.Serialize(json, board, ApiJson.Default.BoardAnswer);
        json.Flush();
        EventStream.End(output);
    }

    private static void WriteHeartbeat(IBufferWriter<byte> output)
    {
        EventStream.Begin(output, "heartbeat"u8);
        output.Write("{}"u8);
        EventStream.End(output);
    }

    private static BoardAnswer Of(QueueBoard board) => new(
        Spelling.Id(board.Queue),
        board.At,
        board.Waiting,
        board.OldestSince,
        board.Held,
        board.AtRisk,
        [.. board.Agents.Select(agent => new BoardAgentAnswer(agent.Alias, Spelling.Of(agent.Presence), agent.InUse, agent.Free, agent.IdleSince))],
        board.Outlook is { } outlook ? ForecastOf(outlook, board.WaitNow()) : null);

    private static OpenConversationsAnswer Of(string queue, OpenNow now) => new(
        queue,
        now.Open.At,
        [.. now.Open.Waiting.Select(one => new WaitingConversationAnswer(Spelling.Id(one.Conversation), one.Since, one.Priority, one.IsConsult))],
        [.. now.Held.Select(one => new HeldConversationAnswer(
            Spelling.Id(one.Conversation.Conversation), one.Conversation.Since, one.Conversation.Priority, Spelling.Of(one.Holding.Status), one.Agent, one.Holding.WaitsSince, one.Conversation.IsConsult))],
        now.Open.OfWaiting,
        now.Open.OfHeld,
        [.. now.Open.Later.Select(one => new LaterConversationAnswer(Spelling.Id(one.Conversation), one.Since, one.NotBefore))],
        now.Open.OfLater);

    private static ForecastAnswer ForecastOf(Outlook outlook, WaitPoint? wait)
    {
        var whyNot = wait is null ? outlook.WhyNot ?? NoEstimate.TooLong : null;
        return new ForecastAnswer(wait?.Low, wait?.High, outlook.At, whyNot, Spelling.Of(outlook.Trend), outlook.Accuracy.Kept, outlook.Accuracy.Of);
    }
}
