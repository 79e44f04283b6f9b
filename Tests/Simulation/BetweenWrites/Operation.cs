using Muster.Conversations;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>What somebody asks of the product that takes more than one write.</summary>
/// <param name="Name">As a sentence of the report has it.</param>
/// <param name="Prepare">How it comes to that.</param>
/// <param name="Perform">The asking, until it is answered.</param>
internal sealed record Operation(string Name, Func<Cast, Task> Prepare, Func<Cast, Task> Perform)
{
    public static readonly Operation Start = new("start", _ => Task.CompletedTask, cast => cast.First.Start(Cast.FirstQueue));

    public static readonly Operation Assign = new("assign", BothWait, async cast =>
    {
        await cast.Sam.ComeIn();
        await cast.Sam.GetOne();
    });

    public static readonly Operation Accept = Assign with { Name = "offer and accept", Offers = true };

    public static readonly Operation TransferToQueue = new(
        "transfer to a queue",
        async cast =>
        {
            await SamHolds(cast);
            await cast.Lee.ComeIn();
        },
        cast => cast.Sam.HandOver(cast.First.Key, new TransferConversation(Cast.SecondQueue, null, "please take over")));

    public static readonly Operation TransferToAgent = new(
        "transfer to an agent",
        async cast =>
        {
            await SamHolds(cast);
            await cast.Kim.ComeIn();
        },
        cast => cast.Sam.HandOver(cast.First.Key, new TransferConversation(null, cast.Kim.UserName, "please take over")));

    public static readonly Operation CloseByAgent = new("close by the agent", SamHoldsAndSecondWaits, cast => cast.Sam.Close(cast.First.Key));

    public static readonly Operation CloseWaiting = new("close by the citizen who waits", BothWait, cast => cast.First.Close());

    public static readonly Operation CloseActive = new("close by the citizen, and wrap-up", SamHoldsAndSecondWaits, async cast =>
    {
        await cast.First.Close();
        await cast.Sam.Close(cast.First.Key);
    });

    public static readonly Operation GiveBack = new("give back", SamHoldsAndSecondWaits, cast => cast.Sam.GoHome());

    /// <summary>Nobody asks for it: Sam says nothing, and it is Kim's.</summary>
    public static readonly Operation LoseUnanswered = new(
        "lose for want of a reply",
        async cast =>
        {
            await SamHolds(cast);
            await cast.Kim.ComeIn();
        },
        cast => cast.Kim.GetOne())
    {
        WaitsForReply = TimeSpan.FromSeconds(12),
    };

    /// <summary>Nobody asks for it: nobody is where Sam handed it to, and it is Sam's again.</summary>
    public static readonly Operation ComeBack = new(
        "come back when nobody takes it",
        async cast =>
        {
            await SamHolds(cast);
            await cast.Sam.HandOver(cast.First.Key, new TransferConversation(Cast.SecondQueue, null, "please take over"));
        },
        cast => cast.Sam.GetOne())
    {
        ReturnsAfter = TimeSpan.FromSeconds(12),
    };

    public static readonly Operation MoveWaiting = new(
        "move by a supervisor",
        async cast =>
        {
            await BothWait(cast);
            await cast.Lee.ComeIn();
        },
        cast => cast.Overseer!.Move(cast.First.Key, new TransferConversation(Cast.SecondQueue, null, "please take over") { MessageId = "move" }))
    {
        IsOverseen = true,
    };

    public static readonly Operation NameAgent = new("name an agent", BothWait, async cast =>
    {
        await cast.Overseer!.Move(cast.Second.Key, new TransferConversation(null, cast.Kim.UserName, "please take it") { MessageId = "name" });
        await cast.Kim.ComeIn();
        await cast.Kim.GetOne();
    })
    {
        IsOverseen = true,
    };

    public static readonly Operation EndWaiting = new("end by a supervisor while it waits", BothWait, cast => cast.Overseer!.End(cast.First.Key)) { IsOverseen = true };

    public static readonly Operation TakeWaiting = new(
        "take out of the line",
        async cast =>
        {
            await BothWait(cast);
            await cast.Robin!.ComeIn();
        },
        cast => cast.Robin!.TakeOver(cast.Second.Key))
    {
        IsTaken = true,
    };

    public static readonly Operation TakeHeld = new(
        "take from the agent",
        async cast =>
        {
            await SamHoldsAndSecondWaits(cast);
            await cast.Robin!.ComeIn();
        },
        cast => cast.Robin!.TakeOver(cast.First.Key))
    {
        IsTaken = true,
    };

    /// <summary>Sam asks whoever serves the other queue, who has it and ends it.</summary>
    public static readonly Operation Consult = new(
        "ask for advice",
        async cast =>
        {
            await SamHolds(cast);
            await cast.Lee.ComeIn();
        },
        async cast =>
        {
            await cast.Sam.Consult(cast.First.Key, new AskConsult(Cast.SecondQueue, null, "which form?") { MessageId = "c-1" });
            await cast.Lee.GetOne();
            await cast.Lee.FinishAll();
        });

    /// <summary>A supervisor takes something over, at a console of their own.</summary>
    public bool IsTaken { get; init; }

    /// <summary>How long what was handed over waits to be taken; null for so long as never to matter.</summary>
    public TimeSpan? ReturnsAfter { get; init; }

    /// <summary>A supervisor is in the story.</summary>
    public bool IsOverseen { get; init; }

    /// <summary>How long a citizen waits for a reply; null for so long as never to matter.</summary>
    public TimeSpan? WaitsForReply { get; init; }

    /// <summary>The first queue asks an agent first.</summary>
    public bool Offers { get; init; }

    public static IReadOnlyList<Operation> All { get; } =
        [Start, Assign, Accept, TransferToQueue, TransferToAgent, CloseByAgent, CloseWaiting, CloseActive, GiveBack, LoseUnanswered, ComeBack, MoveWaiting, NameAgent, EndWaiting, TakeWaiting, TakeHeld, Consult];

    public static Operation Named(string name) => All.Single(operation => operation.Name == name);

    public override string ToString() => Name;

    private static async Task BothWait(Cast cast)
    {
        await cast.First.Start(Cast.FirstQueue);
        await cast.Second.Start(Cast.FirstQueue);
    }

    private static async Task SamHolds(Cast cast)
    {
        await cast.First.Start(Cast.FirstQueue);
        await cast.Sam.ComeIn();
        await cast.Sam.GetOne();
    }

    private static async Task SamHoldsAndSecondWaits(Cast cast)
    {
        await SamHolds(cast);
        await cast.Second.Start(Cast.FirstQueue);
    }
}
