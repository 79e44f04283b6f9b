using System.Text.Json;
using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Abuse;

namespace Muster.WebFront.Api;

/// <summary>Refusals as <c>application/problem+json</c>.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private static readonly byte[][] Bodies = [.. Enum.GetValues<ProblemKind>().Select(kind => Body(kind, ProblemWording.Detail(kind), field: null))];

    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.InvalidRequest => StatusCodes.Status400BadRequest,
        ProblemKind.NotSignedIn => StatusCodes.Status401Unauthorized,
        ProblemKind.NotAllowed => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound or ProblemKind.UnknownAgency or ProblemKind.UnknownQueue => StatusCodes.Status404NotFound,
        ProblemKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ProblemKind.QueueClosed or ProblemKind.ConversationClosed => StatusCodes.Status409Conflict,
        ProblemKind.MessageTooLong or ProblemKind.RequestTooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.JsonOnly => StatusCodes.Status415UnsupportedMediaType,
        ProblemKind.SlowDown => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The last part of a problem's <c>type</c>, which clients decide by.</summary>
    public static string Name(ProblemKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static string Type(ProblemKind kind) => $"urn:muster:problem:{Name(kind)}";

    public static ProblemKind Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound or Refusal.UnknownAgent or Refusal.UnknownGroup => ProblemKind.NotFound,
        Refusal.NotAllowed or Refusal.SessionLocked or Refusal.NotAvailable or Refusal.NoCapacity => ProblemKind.NotAllowed,
        Refusal.NotSignedIn or Refusal.CodeNeeded or Refusal.PersonNeeded => ProblemKind.NotSignedIn,
        Refusal.UnknownAgency => ProblemKind.UnknownAgency,
        Refusal.UnknownQueue => ProblemKind.UnknownQueue,
        Refusal.QueueClosed => ProblemKind.QueueClosed,
        Refusal.ConversationClosed or Refusal.ConversationFull => ProblemKind.ConversationClosed,
        Refusal.MessageTooLong => ProblemKind.MessageTooLong,
        Refusal.SlowDown => ProblemKind.SlowDown,
        _ => ProblemKind.InvalidRequest,
    };

    public static Task Refuse(this HttpContext http, Refusal refusal) => ProblemWording.Detail(refusal) is { } words
        ? Write(http, Of(refusal), Body(Of(refusal), words, FieldOf(refusal), ReasonOf(refusal)))
        : http.Refuse(Of(refusal));

    /// <summary>Says what the session must do before anything else.</summary>
    public static Task Refuse(this HttpContext http, SessionState state) =>
        Write(http, ProblemKind.NotAllowed, Body(ProblemKind.NotAllowed, ProblemWording.Detail(state), field: null, Spelling.Of(state)));

    public static Task Refuse(this HttpContext http, ProblemKind kind) => Write(http, kind, Bodies[(int)kind]);

    /// <summary>Says how long to wait: whole seconds, at least one.</summary>
    public static Task SlowDown(this HttpContext http, TimeSpan wait) => Write(http, ProblemKind.SlowDown, Bodies[(int)ProblemKind.SlowDown], wait);

    /// <summary>With words of its own.</summary>
    public static Task Explain(this HttpContext http, ProblemKind kind, string words) => Write(http, kind, Body(kind, words, field: null));

    /// <summary>Asks for a proof or a wait.</summary>
    public static Task AskFor(this HttpContext http, Challenge challenge) => Write(
        http,
        ProblemKind.SlowDown,
        Body(ProblemKind.SlowDown, ProblemWording.Challenged, field: null, challenge: new ChallengeAnswer(challenge.Token, challenge.Difficulty, Seconds(challenge.Wait))),
        challenge.Wait);

    /// <summary>Says until when, and how to appeal.</summary>
    public static Task Refuse(this HttpContext http, BannedUntil banned) => Write(
        http, ProblemKind.NotAllowed, Body(ProblemKind.NotAllowed, ProblemWording.Banned(banned), field: null, banned: banned));

    /// <summary>Says which field is not as it should be.</summary>
    public static Task RefuseField(this HttpContext http, string field) =>
        Write(http, ProblemKind.InvalidRequest, Body(ProblemKind.InvalidRequest, ProblemWording.Field(field), field));

    /// <summary>The same, and why.</summary>
    public static Task RefuseField(this HttpContext http, string field, string why) =>
        Write(http, ProblemKind.InvalidRequest, Body(ProblemKind.InvalidRequest, $"{why} {ProblemWording.Field(field)}", field));

    private static Task Write(HttpContext http, ProblemKind kind, byte[] body, TimeSpan wait = default)
    {
        var response = http.Response;
        response.StatusCode = Status(kind);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        if (kind is ProblemKind.SlowDown or ProblemKind.Overloaded)
            response.Headers.RetryAfter = Seconds(wait).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (kind is ProblemKind.NotSignedIn)
            response.Headers.WWWAuthenticate = "Bearer";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static string? ReasonOf(Refusal refusal) => refusal switch
    {
        Refusal.CodeNeeded => "code-needed",
        Refusal.PersonNeeded => "person-needed",
        Refusal.SessionLocked => Spelling.Of(SessionState.Locked),
        Refusal.NotAvailable => "not-available",
        Refusal.NoCapacity => "no-capacity",
        _ => null,
    };

    private static string? FieldOf(Refusal refusal) => refusal == Refusal.PasswordTooWeak ? "newPassword" : null;

    private static int Seconds(TimeSpan wait) => (int)Math.Ceiling(Math.Max(RetryAfter.TotalSeconds, wait.TotalSeconds));

    private static byte[] Body(
        ProblemKind kind, string detail, string? field, string? reason = null, ChallengeAnswer? challenge = null, BannedUntil? banned = null) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ProblemAnswer(Type(kind), ProblemWording.Title(kind), Status(kind), detail, field, reason, challenge, banned?.Until, banned?.Appeal),
            ApiJson.Default.ProblemAnswer);
}
