using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Abuse;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Going on with a conversation on another device, by a short code (N11).</summary>
internal sealed class ReturnEndpoints(Gate gate, ReturnDesk desk, KnownAgencies agencies)
{
    private static readonly NothingBody Nothing = new();

    public void Map(ApiRoutes routes)
    {
        routes.Post("conversations/{id}/return-code", gate.Conversation(Give, Audiences.Citizen, Allowance.Writes), "A short code to go on with on another device. Asked for again, it is the same and holds longer.",
            operation => operation.ForConversation().TakesNothing().Answers<ReturnCodeAnswer>());
        routes.Post("agencies/{agency}/return", gate.Open(Return), "Come back with a code.",
            operation => operation.Takes<ReturnBody>().Answers<ReturnedAnswer>().Problems(ProblemKind.NotFound, ProblemKind.UnknownAgency, ProblemKind.SlowDown));
    }

    private async Task Give(HttpContext http, ConversationCall call)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is null)
            return;

        var outcome = await desk.Give(call.Caller);
        await (outcome.IsDone
            ? Answer.Write(http, new ReturnCodeAnswer(outcome.Value.Code, outcome.Value.Until), ApiJson.Default.ReturnCodeAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }

    private async Task Return(HttpContext http)
    {
        if (await Body.Read(http, ApiJson.Default.ReturnBody) is not { } body)
            return;

        var agency = (string?)http.Request.RouteValues["agency"];
        if (await agencies.Look(agency) is null)
        {
            await http.Refuse(Refusal.UnknownAgency);
            return;
        }

        if (body.Code is null)
        {
            await http.RefuseField("code");
            return;
        }

        if (desk.Wait(agency!) is { } wait)
        {
            await http.SlowDown(wait);
            return;
        }

        var outcome = await desk.Return(agency!, body.Code);
        await (outcome.IsDone
            ? Answer.Write(http, outcome.Value, ApiJson.Default.ReturnedAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }
}

/// <summary>Gives codes and takes them back in, for the API and for the pages without scripts.</summary>
internal sealed class ReturnDesk(ReturnCode codes, CitizenTokens tokens, Budgets budgets, IGrainFactory grains)
{
    public Task<Outcome<GivenCode>> Give(Caller citizen) => codes.Give(citizen);

    /// <summary>How long to wait before another code is looked at; all who bring one to this front share the pace, for nobody is known by then.</summary>
    public TimeSpan? Wait(string agency) => budgets.Spend($"return/{agency}", isStaff: false, Allowance.Returns);

    public async Task<Outcome<ReturnedAnswer>> Return(string agency, string code)
    {
        if (await codes.Find(agency, code) is not { } key)
            return Refusal.NotFound;

        var view = await grains.GetGrain<IConversationGrain>(key).Look(Caller.Citizen(agency, key));
        return view.IsDone
            ? new ReturnedAnswer(GrainKey.IdOf(key), tokens.Of(agency, GrainKey.IdOf(key)), view.Value.Reference, Spelling.Id(view.Value.Queue), Spelling.Of(view.Value.Status))
            : view.Refusal.Value;
    }
}

/// <param name="Code">As it was given; case, spaces and dashes do not matter.</param>
internal sealed record ReturnBody(string? Code);

/// <param name="Until">When it ends.</param>
internal sealed record ReturnCodeAnswer(string Code, DateTimeOffset Until);

/// <summary>What the start gave on the other device.</summary>
internal sealed record ReturnedAnswer(string Id, string Token, string Reference, string Queue, string Status);
