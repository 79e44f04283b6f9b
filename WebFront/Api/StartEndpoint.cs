using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Where a conversation begins.</summary>
internal sealed class StartEndpoint(Gate gate, Starts starts)
{
    public void Map(ApiRoutes routes) => routes.Post(
        "agencies/{agency}/conversations",
        gate.Open(Start),
        "A citizen writes for the first time. Sent again with the same messageId, it is the same conversation.",
        operation => operation
            .Takes<StartBody>()
            .Answers<StartAnswer>(StatusCodes.Status201Created, "It has begun.")
            .Answers<StartAnswer>(StatusCodes.Status200OK, "It had begun before; the first text stands.")
            .Problems(ProblemKind.SlowDown, ProblemKind.NotAllowed, ProblemKind.UnknownAgency, ProblemKind.UnknownQueue, ProblemKind.QueueClosed, ProblemKind.MessageTooLong));

    private async Task Start(HttpContext http)
    {
        if (await Body.Read(http, ApiJson.Default.StartBody) is not { } body)
            return;

        if (WrongField(body) is { } field)
        {
            await http.RefuseField(field);
            return;
        }

        var attempt = await starts.Start((string?)http.Request.RouteValues["agency"], body.MessageId!, Starts.CommandOf(body), Starts.BroughtBy(body));
        if (attempt.Started is not { } begun)
        {
            await Refuse(http, attempt);
            return;
        }

        var (id, token, started, agency) = begun;
        await Answer.Write(
            http,
            new StartAnswer(
                id,
                token,
                started.Reference,
                started.Seq,
                started.At,
                Spelling.Of(started.Status),
                started.Queue,
                AgencyEndpoints.WaitOf(agency.Line(started.Queue), agency.At)),
            ApiJson.Default.StartAnswer,
            started.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static Task Refuse(HttpContext http, StartAttempt attempt) =>
        attempt.Challenge is { } challenge ? http.AskFor(challenge)
        : attempt.Banned is { } banned ? http.Refuse(banned)
        : attempt.Wait is { } wait ? http.SlowDown(wait)
        : http.Refuse(attempt.Refusal!.Value);

    private static string? WrongField(StartBody body) =>
        body.Queue is null ? "queue"
        : !Names.IsSecret(body.MessageId) ? "messageId"
        : body.Text is null ? "text"
        : body.Answers?.Values.Any(answer => answer is null) == true ? "answers"
        : body.Reply is { CallBack: true } or { MessageId: not null } ? "reply"
        : body.Reply is { } reply && WaitingEndpoints.RequestOf(reply, isCallBack: false) is null ? "reply"
        : body.Session is not null && !Names.IsSecret(body.Session) ? "session"
        : null;
}
