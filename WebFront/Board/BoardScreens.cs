using System.Collections.Immutable;
using System.Globalization;
using Muster.Agencies;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Sweeping;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Figures;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>The supervisors' board: drawn here, and drawn anew by its own small script for as long as somebody looks.</summary>
internal sealed class BoardScreens(
    BoardDoor door, IGrainFactory grains, Boards boards, FiguresDesk figures, TimeProvider clock, ILogger<BoardScreens> log)
{
    /// <summary>Quarters of an hour on the time line: two hours.</summary>
    private const int QuartersShown = 8;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board", (Delegate)((HttpContext http) => door.Open(http, Allowance.Reads, [Role.Supervisor, Role.Viewer], (staff, agency) => Show(http, staff, agency))));
        routes.MapGet("/board/agents/{username}", (HttpContext http, string username, string? problem) =>
            door.Open(http, Allowance.Reads, [Role.Supervisor], (staff, agency) => AskPresence(staff, agency, username, problem is not null)));
        var forms = routes.MapGroup("").AddEndpointFilter<OwnForms>();
        forms.MapPost("/board/agents/{username}", (HttpContext http, string username) =>
            door.Open(http, Allowance.Writes, [Role.Supervisor], (staff, _) => SetPresence(http, staff, username)));
        forms.MapPost("/board/agents/{username}/loan", (HttpContext http, string username) =>
            door.Open(http, Allowance.Writes, [Role.Supervisor], (staff, _) => Lend(http, staff, username)));
    }

    private async Task<IResult> AskPresence(StaffMemberOf staff, AgencyNow agency, string userName, bool hasFailed)
    {
        var list = await AgentsOf.List(grains, staff.Caller);
        if (list.Value?.Members.FirstOrDefault(member => member.UserName == userName) is not { } agent)
            return BoardDoor.Nothing(StatusCodes.Status404NotFound);

        var now = clock.GetUtcNow();
        return new Page<PresencePage>(new Dictionary<string, object?>
        {
            [nameof(PresencePage.Agent)] = agent,
            [nameof(PresencePage.HasFailed)] = hasFailed,
            [nameof(PresencePage.Lendable)] = agency.Settings.Queues.Where(queue => staff.Caller.Areas.Contains(queue.Id) && !agent.Queues.Contains(queue.Id)).ToList(),
            [nameof(PresencePage.Loans)] = agent.Loans.Where(loan => now < loan.Until && staff.Caller.Areas.Contains(loan.Queue))
                .Select(loan => (loan.Queue, agency.Settings.Queues.FirstOrDefault(queue => queue.Id == loan.Queue)?.Name ?? loan.Queue, agency.Settings.Local(loan.Until))).ToList(),
        });
    }

    private async Task<IResult> Lend(HttpContext http, StaffMemberOf staff, string userName)
    {
        var form = await http.Request.ReadFormAsync();
        var outcome = int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? await AgentsOf.Lend(grains, staff.Caller, new LendAgent(userName, form["queue"].ToString(), minutes))
            : Refusal.InvalidRequest;
        return outcome.Refusal == Refusal.NotFound ? BoardDoor.Nothing(StatusCodes.Status404NotFound)
            : new SeeOther($"/board/agents/{Uri.EscapeDataString(userName)}{(outcome.IsDone ? "" : "?problem=1")}");
    }

    private async Task<IResult> SetPresence(HttpContext http, StaffMemberOf staff, string userName)
    {
        var status = Spelling.PresenceOf((await http.Request.ReadFormAsync())["status"].ToString());
        var outcome = status is { } presence ? await AgentsOf.SetPresence(grains, staff.Caller, userName, presence) : Refusal.InvalidRequest;
        return outcome.Refusal == Refusal.NotFound ? BoardDoor.Nothing(StatusCodes.Status404NotFound)
            : new SeeOther(outcome.IsDone ? "/board" : $"/board/agents/{Uri.EscapeDataString(userName)}?problem=1");
    }

    private async Task<IResult> Show(HttpContext http, StaffMemberOf staff, AgencyNow agency)
    {
        var queues = agency.Settings.Queues.Where(queue => staff.Caller.Areas.Contains(queue.Id)).ToList();
        var swept = OrNothing("the sweeper", async () => (await grains.GetGrain<ISweeperGrain>(staff.Agency).Look(staff.Caller).WaitAsync(Boards.Fresh, clock)).Value);
        var now = await Task.WhenAll(queues.Select(async queue =>
        {
            var line = Board(staff.Caller, queue.Id);
            var quarters = Quarters(staff.Caller, queue.Id);
            return new QueueNow(queue, await line, agency.Opening(queue.Id)?.IsOpen ?? false, await quarters);
        }));
        var changeable = staff.Caller.Role == Role.Supervisor ? (await OrNothing("agents", async () => (await AgentsOf.List(grains, staff.Caller)).Value))?.Members : null;
        var view = new BoardView(staff, agency.Settings, clock.GetUtcNow(), [.. now], TableOrder.Read(http.Request.Query, "sort", "dir", QueueTable.Columns), http.Request.Query["wall"] == "on")
        {
            AgentOrder = TableOrder.Read(http.Request.Query, "agents", "agentsdir", AgentTable.Columns),
            IsRefreshed = http.Request.Query["refresh"] == "on",
            Findings = (await swept)?.Findings ?? [],
            Changeable = changeable?.ToDictionary(member => member.StaffId, member => member.UserName) ?? [],
        };
        return new Page<BoardPage>(new Dictionary<string, object?> { [nameof(BoardPage.View)] = view });
    }

    private Task<QueueBoard?> Board(Caller caller, string queue) => OrNothing(queue, async () => (await boards.Look(caller, queue)).Value);

    private async Task<ImmutableArray<QuarterFigures>?> Quarters(Caller caller, string queue)
    {
        var until = QuarterOfHour.Of(clock.GetUtcNow()) + QuarterOfHour.Length;
        return (await OrNothing(queue, async () => (await figures.Look(caller, queue, until - (QuartersShown * QuarterOfHour.Length), until)).Value))?.Quarters;
    }

    /// <summary>One queue that cannot be asked hides no other.</summary>
    private async Task<T?> OrNothing<T>(string queue, Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            log.LogWarning(unavailable, "{What} could not be asked for the board.", queue);
            return null;
        }
    }
}
