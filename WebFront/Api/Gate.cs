using System.Collections.Immutable;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>
/// What every call passes: who asks, whether the address can be theirs, whether another site sent it, whether they ask too often; and the
/// one place where an exception becomes an answer. What the caller may do is decided by the grain that is asked.
/// </summary>
internal sealed class Gate(CitizenTokens tokens, StaffSessions sessions, Budgets budgets, RefusalNotes refusals, ILogger<Gate> log)
{
    private const string Bearer = "Bearer ";

    /// <summary>Anybody.</summary>
    public RequestDelegate Open(RequestDelegate handle) => http => Guarded(http, handle);

    /// <summary>Anybody, but no other site's page on somebody's behalf.</summary>
    public RequestDelegate OpenWrite(RequestDelegate handle) =>
        http => Guarded(http, ForeignSite.Sends(http.Request) ? static foreign => foreign.Refuse(ProblemKind.NotAllowed) : handle);

    /// <summary>The citizen of the conversation in the address, or staff of its agency.</summary>
    /// <param name="handle">What is done.</param>
    /// <param name="audiences">For whom.</param>
    /// <param name="on">The budget it spends; by itself, that of reads or writes. A stream's opening is counted where it is opened.</param>
    public RequestDelegate Conversation(Func<HttpContext, ConversationCall, Task> handle, Audiences audiences = Audiences.Both, Allowance? on = null) =>
        http => Guarded(http, handle, audiences, on);

    /// <param name="handle">What is done.</param>
    /// <param name="roles">Those it is for; none means all staff.</param>
    public RequestDelegate Staff(Func<HttpContext, StaffMemberOf, Task> handle, params ImmutableArray<Role> roles) => Staff(handle, null, roles);

    /// <param name="handle">What is done.</param>
    /// <param name="on">The budget it spends; by itself, that of reads or writes.</param>
    /// <param name="roles">Those it is for; none means all staff.</param>
    public RequestDelegate Staff(Func<HttpContext, StaffMemberOf, Task> handle, Allowance? on, params ImmutableArray<Role> roles) =>
        http => Guarded(http, async asked =>
        {
            if (await IsCitizens(asked) || await Member(asked) is not { } staff)
                return;

            await (!roles.IsEmpty && !roles.Contains(staff.Caller.Role) ? NotAllowed(asked, staff.Caller)
                : budgets.Spend(staff.Session.Id, isStaff: true, on ?? DefaultOf(asked)) is { } wait ? asked.SlowDown(wait)
                : handle(asked, staff));
        });

    /// <summary>Staff whose session may be locked or have something else to do first: for what concerns their own account, and decides for itself.</summary>
    public RequestDelegate Account(Func<HttpContext, StaffMemberOf, Task> handle) =>
        http => Guarded(http, async asked =>
        {
            if (!await IsCitizens(asked) && await Whose(asked) is { } staff)
                await (budgets.Spend(staff.Session.Id, isStaff: true, DefaultOf(asked)) is { } wait ? asked.SlowDown(wait) : handle(asked, staff));
        });

    /// <summary>A citizen's token opens nothing of staff's; true when the answer is written.</summary>
    private async ValueTask<bool> IsCitizens(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return false;

        var citizen = Citizen(http);
        await (citizen is null ? http.Refuse(ProblemKind.NotSignedIn) : NotAllowed(http, citizen));
        return true;
    }

    private async Task Guarded(HttpContext http, RequestDelegate handle)
    {
        try
        {
            await handle(http);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await Answer(http, exception);
        }
        catch (Exception exception) when (IsGone(http, exception))
        {
            // The reader went away in the middle of a stream: nobody is left to tell.
        }
    }

    private async Task Guarded(HttpContext http, Func<HttpContext, ConversationCall, Task> handle, Audiences audiences, Allowance? on)
    {
        try
        {
            if (await Call(http, audiences) is { } call)
                await (budgets.Spend(call, on ?? DefaultOf(http)) is { } wait ? http.SlowDown(wait) : handle(http, call));
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await Answer(http, exception);
        }
        catch (Exception exception) when (IsGone(http, exception))
        {
            // As above.
        }
    }

    private async ValueTask<ConversationCall?> Call(HttpContext http, Audiences audiences)
    {
        var id = (string?)http.Request.RouteValues["id"];
        if (http.Request.Headers.Authorization.Count > 0)
        {
            var citizen = Citizen(http);
            ProblemKind? problem = citizen is null ? ProblemKind.NotSignedIn
                : !citizen.Conversation.AsSpan(citizen.Agency.Length + 1).SequenceEqual(id) ? ProblemKind.NotFound
                : audiences == Audiences.Staff ? ProblemKind.NotAllowed
                : null;
            if (problem is null)
                return new ConversationCall(citizen!, citizen!.Conversation!, Holder: citizen!.Conversation!);

            if (problem == ProblemKind.NotFound)
                refusals.Note(citizen!, new AuditSubject(AuditSubjectKind.Conversation, ConversationName.IsId(id) ? id : null), "not-theirs");
            await (problem == ProblemKind.NotAllowed ? NotAllowed(http, citizen!) : http.Refuse(problem.Value));
            return null;
        }

        if (await Member(http) is not { } staff)
            return null;

        if (audiences != Audiences.Citizen && ConversationName.IsId(id))
            return new ConversationCall(staff.Caller, GrainKey.Of(staff.Agency, id!), staff.Session.Id, http.Request.Cookies[StaffCookie.Name]);

        await (audiences == Audiences.Citizen ? NotAllowed(http, staff.Caller) : http.Refuse(ProblemKind.NotFound));
        return null;
    }

    /// <summary>Known, and not allowed: that is noted.</summary>
    private Task NotAllowed(HttpContext http, Caller caller)
    {
        var route = $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";
        refusals.Note(caller, new AuditSubject(AuditSubjectKind.Route, route), "not-allowed");
        return http.Refuse(ProblemKind.NotAllowed);
    }

    private static Allowance DefaultOf(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? Allowance.Reads : Allowance.Writes;

    private Caller? Citizen(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? tokens.Citizen(text[Bearer.Length..])
            : null;
    }

    /// <summary>Who the cookie belongs to, if the session may do all that the role may; null when the answer is written.</summary>
    private async ValueTask<StaffMemberOf?> Member(HttpContext http)
    {
        var staff = await Whose(http);
        if (staff is null or { IsOpen: true })
            return staff;

        await http.Refuse(staff.Session.State);
        return null;
    }

    /// <summary>Who the cookie belongs to; null when the answer is written.</summary>
    private async ValueTask<StaffMemberOf?> Whose(HttpContext http)
    {
        var cookie = http.Request.Cookies[StaffCookie.Name];
        if (cookie is null || await sessions.Whose(cookie) is not { } staff)
        {
            await http.Refuse(ProblemKind.NotSignedIn);
            return null;
        }

        if (HttpMethods.IsGet(http.Request.Method) || !ForeignSite.Sends(http.Request))
            return staff;

        await http.Refuse(ProblemKind.NotAllowed);
        return null;
    }

    private async Task Answer(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                await http.Refuse(ProblemKind.RequestTooLarge);
                break;
            case BadHttpRequestException:
                await http.Refuse(ProblemKind.InvalidRequest);
                break;
            case not null when http.RequestAborted.IsCancellationRequested:
                break;
            default:
                // Whether it was done is unknown: the client sends the same again, and that is done once.
                log.LogWarning(exception, "{Method} {Path} could not be answered.", http.Request.Method, http.Request.Path);
                http.Response.Clear();
                SafeHeaders.Add(http);
                await http.Refuse(ProblemKind.Overloaded);
                break;
        }
    }

    private bool IsGone(HttpContext http, Exception exception)
    {
        if (!http.RequestAborted.IsCancellationRequested)
            log.LogWarning(exception, "{Method} {Path} ended early.", http.Request.Method, http.Request.Path);
        return true;
    }
}
