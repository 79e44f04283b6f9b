namespace Muster.WebFront.Api;

/// <summary>The whole API: a contents page.</summary>
internal static class ApiEndpoints
{
    public static IEnumerable<Action<ApiRoutes>> All(IServiceProvider services) =>
    [
        ActivatorUtilities.CreateInstance<AgencyEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<StartEndpoint>(services).Map,
        ActivatorUtilities.CreateInstance<ConversationEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<WaitingEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<ReturnEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<EventsEndpoint>(services).Map,
        ActivatorUtilities.CreateInstance<TranscriptEndpoint>(services).Map,
        ActivatorUtilities.CreateInstance<SessionEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<OwnAccountEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<StaffAccountEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AgentEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AgentConversationEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<DeskEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<HandoverEndpoint>(services).Map,
        ActivatorUtilities.CreateInstance<ConsultEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AbuseEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<BoardEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<NoticeEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<FindingsEndpoint>(services).Map,
        ActivatorUtilities.CreateInstance<Figures.FiguresEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AccountEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AuditEndpoints>(services).Map,
        ActivatorUtilities.CreateInstance<AnomalyEndpoints>(services).Map,
    ];
}
