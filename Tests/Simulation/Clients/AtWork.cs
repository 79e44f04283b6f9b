using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;

namespace Muster.Tests.Simulation.Clients;

/// <summary>Somebody of the staff at a console: says how they are there, keeps the lease alive, and looks at what the grain says of them.</summary>
public abstract class AtWork : Person
{
    protected AtWork(World world, StaffMember member, int number)
        : base(world, world.People(number), member.StaffId)
    {
        Member = member;
        Me = Caller.Staff(member.Role, World.AgencyId, member.StaffId, member.Queues);
        Console = new Console(world, Process, Random, Me, Look);
    }

    protected StaffMember Member { get; }

    protected Caller Me { get; }

    protected Console Console { get; }

    protected Presence Wanted { get; private set; }

    /// <summary>What the last answer said.</summary>
    protected Presence Shown { get; private set; }

    protected IAgentGrain Self => Process.Grains.GetGrain<IAgentGrain>(GrainKey.Of(World.AgencyId, Member.StaffId));

    /// <summary>Says it until there is an answer, or until something else is wanted.</summary>
    protected async Task Become(Presence presence, int capacity)
    {
        Wanted = presence;
        while (Wanted == presence && !await Call(presence, capacity, () => Self.SetPresence(Me, new SetPresence(presence, capacity))))
            await Pause(0.3, 2);
    }

    protected Task<bool> Renew() => Call(null, null, () => Self.Renew(Me));

    /// <summary>Accepts or declines an offer, in vain or not: the next look tells what became of it.</summary>
    protected async Task Answer(Func<Task<Outcome<AgentView>>> call)
    {
        try
        {
            await call();
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            World.Tally.Add("RetriedRequest");
        }
    }

    /// <summary>What the grain says of this agent, by an answer or by the stream.</summary>
    protected abstract void Look(AgentView view);

    private async Task<bool> Call(Presence? presence, int? capacity, Func<Task<Outcome<AgentView>>> call)
    {
        var made = new PresenceCall(Member.StaffId, World.Now, presence, capacity);
        World.History.Presence.Add(made);
        try
        {
            var outcome = await call();
            made.ToldAt = World.Now;
            if (outcome.IsDone)
            {
                Shown = outcome.Value.Presence;
                Look(outcome.Value);
            }
            else
            {
                Surprise($"presence was refused: {outcome.Refusal}");
            }

            return true;
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            World.Tally.Add("RetriedRequest");
            return false;
        }
    }
}
