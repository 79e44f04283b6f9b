using Microsoft.Extensions.DependencyInjection;
using Muster.Conversations;
using Muster.Queues;
using Muster.Sweeping;

namespace Muster;

/// <summary>What the grains need besides storage, a journal, a clock and randomness, which the silo brings.</summary>
public static class GrainServices
{
    public static IServiceCollection AddMusterGrains(this IServiceCollection services) => services.AddTransient<LineStore>().AddSingleton<LinesHere>().AddSingleton<Recount>().AddSingleton<StoredHouse>().AddSingleton<FindingsHere>();
}
