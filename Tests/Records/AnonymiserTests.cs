#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Records;

/// <summary>What names a citizen goes, once their conversation has been closed for as long as the agency says (S68); what is counted stays.</summary>
public sealed class AnonymiserTests
{
    private static readonly string[] Planted = ["Zebedee", "zeb@example.org", "answer-of-zeb", "ref=zeb", "comment-of-zeb"];

    [Fact]
    public async Task Nothing_names_the_citizen_after_the_days_the_agency_set()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { AnonymiseAfterDays = 30 });
        var (closed, open) = (cluster.Citizen("closed"), cluster.Citizen("open"));
        await IsServed(cluster, closed);
        await Starts(open);
        var before = await new Recount(cluster.Journal).Of(closed.Key);
        await cluster.Pass(TimeSpan.FromSeconds(3)); // the queue registers what has closed

        await Work(cluster, TimeSpan.FromDays(30) - TimeSpan.FromHours(2));
        Assert.Contains("Zebedee", cluster.Journal.JsonOf(closed.Key), StringComparison.Ordinal);
        await Work(cluster, TimeSpan.FromHours(4));

        var stored = cluster.Journal.JsonOf(closed.Key);
        Assert.All(Planted, planted => Assert.DoesNotContain(planted, stored, StringComparison.Ordinal));
        Assert.Contains("How do I get sandbags?", stored, StringComparison.Ordinal);
        Assert.Contains("Zebedee", cluster.Journal.JsonOf(open.Key), StringComparison.Ordinal);
        Assert.Single(cluster.Audit.LinesOf(Some.Agency), line => line.Action == AuditAction.Anonymised);
        Assert.Equal(before, await new Recount(cluster.Journal).Of(closed.Key));
        var officer = Caller.Staff(Role.RecordsOfficer, Some.Agency, "records", [Some.Queue]);
        var entries = (await closed.Grain.Read(officer, 0, 500)).Value!.Entries;
        Assert.Equal(("[contact removed]", "https://agency.example/help"), (entries[0].Contact, entries[0].Page));
        Assert.Equal("[name removed]", entries[1].AuthorName);
        Assert.Equal((EntryKind.Removed, "anonymised"), (entries[^1].Kind, entries[^1].Reason));
        Assert.Equal("[name removed]", (await closed.Grain.Look(officer)).Value!.CitizenName);
        Assert.Equal(Refusal.NotFound, (await closed.Grain.Anonymise(officer)).Refusal);
    }

    [Fact]
    public async Task A_break_between_any_two_of_its_writes_is_made_good_by_the_next_time()
    {
        for (var write = 1; ; write++)
        {
            await using var cluster = await ChatCluster.Start();
            var citizen = cluster.Citizen();
            await IsServed(cluster, citizen);
            var counted = await new Recount(cluster.Journal).Of(citizen.Key);

            cluster.Journal.BreakAtWrite((write + 1) / 2, isStored: write % 2 == 0);
            var isBroken = false;
            for (Outcome<Anonymised>? done = null; done is not { Value.IsComplete: true };)
            {
                try
                {
                    done = await citizen.Grain.Anonymise(Caller.System(Some.Agency));
                }
                catch (JournalUnavailableException)
                {
                    isBroken = true;
                }
            }

            var stored = cluster.Journal.JsonOf(citizen.Key);
            Assert.All(Planted, planted => Assert.DoesNotContain(planted, stored, StringComparison.Ordinal));
            Assert.Single(cluster.Journal.FactsOf(citizen.Key).OfType<ConversationAnonymised>());
            Assert.Equal(counted, await new Recount(cluster.Journal).Of(citizen.Key));
            if (!isBroken)
            {
                Assert.InRange(write, 11, 30); // each of them was broken twice: lost, and stored
                return;
            }
        }
    }

    [Fact]
    public async Task It_is_for_Muster_itself_and_for_what_has_closed()
    {
        await using var cluster = await ChatCluster.Start();
        var citizen = cluster.Citizen();
        await Starts(citizen);

        Assert.Equal(Refusal.NotFound, (await citizen.Grain.Anonymise(citizen.Caller)).Refusal);
        Assert.Equal(Refusal.NotFound, (await citizen.Grain.Anonymise(Caller.System("other"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await citizen.Grain.Anonymise(Caller.System(Some.Agency))).Refusal);
    }

    [Fact]
    public void What_stands_in_place_of_a_name_stays_when_it_is_done_again()
    {
        var started = new ConversationStarted(
            Some.Queue, "ref", "", "Zebedee", "zeb@example.org", ImmutableSortedDictionary<string, string>.Empty.Add("street", "answer-of-zeb"), "https://a.example/?ref=zeb#x", "en", null, false);

        var once = Anonymity.Without(started);

        Assert.Equal(once, Anonymity.Without(once));
        Assert.NotEqual(started, once);
        Assert.Equal(new NoteAdded(Some.AlexAuthor, "n"), Anonymity.Without(new NoteAdded(Some.AlexAuthor, "n")));
    }

    [Fact]
    public async Task A_long_conversation_is_gone_through_to_its_end()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { AnonymiseAfterDays = 30, Limits = new AgencyLimits(Burst: 10_000) });
        var citizen = cluster.Citizen();
        await citizen.Grain.Start(citizen.FirstWords with { Name = "Zebedee" });
        for (var message = 0; message < 600; message++)
            await citizen.Posts("One more");
        await citizen.Ends();
        await cluster.Pass(TimeSpan.FromSeconds(3)); // the queue registers what has closed

        await Work(cluster, TimeSpan.FromDays(30) - TimeSpan.FromHours(2));
        Assert.Contains("Zebedee", cluster.Journal.JsonOf(citizen.Key), StringComparison.Ordinal);
        await Work(cluster, TimeSpan.FromHours(4));

        var stored = cluster.Journal.JsonOf(citizen.Key);
        Assert.DoesNotContain("Zebedee", stored, StringComparison.Ordinal);
        Assert.Contains("One more", stored, StringComparison.Ordinal);
    }

    private static Task<Outcome<Started>> Starts(CitizenAtHome citizen) => citizen.Grain.Start(citizen.FirstWords with
    {
        Text = "How do I get sandbags?",
        Name = "Zebedee",
        Contact = "zeb@example.org",
        Answers = ImmutableDictionary<string, string>.Empty.Add("street", "answer-of-zeb"),
        Page = "https://agency.example/help?ref=zeb",
    });

    private static async Task IsServed(ChatCluster cluster, CitizenAtHome citizen)
    {
        var alex = await cluster.Hire("alex", capacity: 1);
        await Starts(citizen);
        await alex.Is(Presence.Available);
        await alex.Holds(citizen.Key);
        await alex.Posts(citizen.Key, "At the depot", "a-1");
        await citizen.Posts("Thanks");
        await alex.Closes(citizen.Key);
        await citizen.Grain.Rate(citizen.Caller, new RateConversation(true, 4, "comment-of-zeb"));
    }

    /// <summary>Lets time pass at once, and the work that is due then be done.</summary>
    private static async Task Work(ChatCluster cluster, TimeSpan time)
    {
        var anonymiser = cluster.Grains.GetGrain<IAnonymiserGrain>(Some.Agency);
        await anonymiser.Wake();
        cluster.Clock.Leap(time);
        for (var round = 0; round < 6; round++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            await anonymiser.Wake();
        }
    }
}
#endif
