using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Sweeping;
using Muster.WebFront.Board;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>What a supervisor's attention is drawn to, and in which order they see the rest.</summary>
public sealed class BoardViewTests
{
    private static readonly AgentAvailability Sam = Agent("Sam", Presence.Available, inUse: 0, idleFor: 60);
    private static readonly AgentAvailability Alex = Agent("Alex", Presence.Available, inUse: 2, idleFor: 10);
    private static readonly AgentAvailability Kim = Agent("Kim", Presence.Available, inUse: 0, idleFor: 90);
    private static readonly AgentAvailability Blake = Agent("Blake", Presence.Offline, inUse: 0, idleFor: 900);

    [Theory]
    [InlineData(0, null, null, false, new Alarm[0])]
    [InlineData(3, 59, null, true, new Alarm[0])]
    [InlineData(3, 61, null, true, new[] { Alarm.WaitsLong })]
    [InlineData(3, 59, 60, true, new Alarm[0])]
    [InlineData(3, 59, 61, true, new[] { Alarm.BreachPredicted })]
    [InlineData(3, 61, 61, true, new[] { Alarm.BreachPredicted, Alarm.WaitsLong })]
    [InlineData(3, 59, null, false, new[] { Alarm.NobodyServes })]
    public void Who_waits_too_long_or_will_is_an_alarm(int waiting, int? oldestFor, int? half, bool isServed, Alarm[] alarms)
    {
        var outlook = half is { } low ? new Outlook(Some.Moment, [new WaitPoint(0, low, low * 2), new WaitPoint(waiting, low, low * 2)], null, null, default) : null;
        var board = new QueueBoard("general", Some.Moment, waiting, oldestFor is { } seconds ? Some.Moment.AddSeconds(-seconds) : null, 0, isServed ? [Alex] : [Blake]) { Outlook = outlook };

        Assert.Equal(alarms, Queue(board).Alarms(Some.Moment));
    }

    [Fact]
    public void A_surge_and_a_queue_that_cannot_be_asked_are_alarms()
    {
        var surge = new QueueBoard("general", Some.Moment, 0, null, 0, [Sam]) { Outlook = new Outlook(Some.Moment, [], NoEstimate.Surge, null, default) };

        Assert.Equal([Alarm.Surge], Queue(surge).Alarms(Some.Moment));
        Assert.Equal([Alarm.NotKnown], Queue(null).Alarms(Some.Moment));
    }

    [Fact]
    public void Lives_in_danger_come_first_and_say_how_many()
    {
        var queue = Queue(new QueueBoard("general", Some.Moment, 3, Some.Moment.AddSeconds(-61), 2, [Blake]) { AtRisk = 2 });

        Assert.Equal([Alarm.LifeAtRisk, Alarm.NobodyServes, Alarm.WaitsLong], queue.Alarms(Some.Moment));
        Assert.Equal((2, 60), (queue.NumberOf(Alarm.LifeAtRisk), queue.NumberOf(Alarm.WaitsLong)));
    }

    [Fact]
    public void Broken_promises_stand_once_for_each_queue_and_kind_and_say_how_many()
    {
        var session = new StaffSession("id", new StaffMember("5ab2", "robin", "Robin", Role.Supervisor, ["general"], 1), Some.Moment);
        var agency = new AgencySettings(Some.Agency, "Riverbend", "UTC", [new("general", "General")]);
        SweepFinding Finding(SweepKind kind, string queue, string conversation) => new(kind, queue, conversation, null, Some.Moment);

        var view = new BoardView(new StaffMemberOf(Some.Agency, "robin", session), agency, Some.Moment, [], new TableOrder("queue", IsDescending: false), IsWall: false)
        {
            Findings = [Finding(SweepKind.InTwoPlaces, "general", "a"), Finding(SweepKind.IdleAgent, "general", "b"), Finding(SweepKind.InTwoPlaces, "general", "c"), Finding(SweepKind.InTwoPlaces, "gone", "d")],
        };

        Assert.Equal([("General", SweepKind.InTwoPlaces, 2), ("General", SweepKind.IdleAgent, 1), ("gone", SweepKind.InTwoPlaces, 1)], view.Broken);
    }

    [Fact]
    public void Nobody_comes_to_a_queue_that_is_closed()
    {
        var board = new QueueBoard("general", Some.Moment, 1, Some.Moment, 0, [Alex]) { Outlook = new Outlook(Some.Moment, [new WaitPoint(0, 90, 180), new WaitPoint(1, 90, 180)], null, null, default) };

        Assert.Equal([Alarm.BreachPredicted], Queue(board).Alarms(Some.Moment));
        Assert.Empty((Queue(board) with { IsOpen = false }).Alarms(Some.Moment));
    }

    [Theory]
    [InlineData("", new[] { "Alex", "Kim", "Sam", "Blake" })]
    [InlineData("?agents=presence&agentsdir=desc", new[] { "Blake", "Alex", "Kim", "Sam" })]
    [InlineData("?agents=agent", new[] { "Alex", "Blake", "Kim", "Sam" })]
    [InlineData("?agents=agent&agentsdir=desc", new[] { "Sam", "Kim", "Blake", "Alex" })]
    [InlineData("?agents=load&agentsdir=desc", new[] { "Alex", "Blake", "Kim", "Sam" })]
    [InlineData("?agents=idle&agentsdir=desc", new[] { "Kim", "Sam", "Alex", "Blake" })]
    [InlineData("?agents=made-up&sort=idle", new[] { "Alex", "Kim", "Sam", "Blake" })]
    public void Agents_stand_in_the_order_that_was_asked_for(string query, string[] aliases)
    {
        var order = TableOrder.Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)), "agents", "agentsdir", AgentTable.Columns);

        Assert.Equal(aliases, ((AgentAvailability[])[Sam, Blake, Alex, Kim]).By(order).Select(agent => agent.Alias));
    }

    [Fact]
    public void The_same_column_again_turns_the_order_round()
    {
        var order = new TableOrder("load", IsDescending: false);

        Assert.Equal(new TableOrder("load", IsDescending: true), order.By("load"));
        Assert.Equal(order, order.By("load").By("load"));
        Assert.Equal(new TableOrder("idle", IsDescending: false), order.By("load").By("idle"));
    }

    [Theory]
    [InlineData(Role.Supervisor, false, true)]
    [InlineData(Role.Supervisor, true, false)]
    [InlineData(Role.Viewer, false, false)]
    public void A_queue_leads_to_its_conversations_for_supervisors_alone_and_not_on_the_wall(Role role, bool isWall, bool opens)
    {
        var session = new StaffSession("id", new StaffMember("5ab2", "robin", "Robin", role, ["general"], 1), Some.Moment);
        var view = new BoardView(new StaffMemberOf(Some.Agency, "robin", session), new AgencySettings(Some.Agency, "Riverbend", "UTC", []), Some.Moment, [], new TableOrder("queue", IsDescending: false), isWall);

        Assert.Equal(opens, view.Opens);
    }

    private static QueueNow Queue(QueueBoard? board) => new(new QueueSettings("general", "General"), board, IsOpen: true, ImmutableArray<QuarterFigures>.Empty);

    private static AgentAvailability Agent(string alias, Presence presence, int inUse, int idleFor) =>
        new($"id of {alias}", 1, presence == Presence.Available ? 3 - inUse : 0, inUse, Some.Moment.AddSeconds(-idleFor), presence, alias);
}
