using System.Text.Json.Serialization;

namespace Muster.WebFront.Api;

/// <summary>
/// How the contract's bodies are read and written. Reading is strict: no second key of a name, no nesting beyond what a body needs, no
/// number in quotes; what a later version may add is let pass.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(ClosingAnswerBody))]
[JsonSerializable(typeof(RatingBody))]
[JsonSerializable(typeof(CloseBody))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(AssertionBody))]
[JsonSerializable(typeof(UnlockBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(PasswordOnlyBody))]
[JsonSerializable(typeof(CodeBody))]
[JsonSerializable(typeof(PresenceBody))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(TagsBody))]
[JsonSerializable(typeof(TransferBody))]
[JsonSerializable(typeof(WarningBody))]
[JsonSerializable(typeof(TerminationBody))]
[JsonSerializable(typeof(BanBody))]
[JsonSerializable(typeof(NothingBody))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(StartAnswer))]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(AgencyAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(FactorAnswer))]
[JsonSerializable(typeof(RecoveryCodesAnswer))]
[JsonSerializable(typeof(AccountSecurityAnswer))]
[JsonSerializable(typeof(AgentAnswer))]
[JsonSerializable(typeof(HeldListAnswer))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(WhyAnswer))]
[JsonSerializable(typeof(DeskAnswer))]
[JsonSerializable(typeof(ColleaguesAnswer))]
[JsonSerializable(typeof(BoardAnswer))]
[JsonSerializable(typeof(OpenConversationsAnswer))]
[JsonSerializable(typeof(CalendarAnswer))]
[JsonSerializable(typeof(PresenceForBody))]
[JsonSerializable(typeof(PresenceForAnswer))]
[JsonSerializable(typeof(Figures.FiguresAnswer))]
[JsonSerializable(typeof(NewAccountBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(AccountsAnswer))]
[JsonSerializable(typeof(AuditVerificationBody))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(AuditVerificationAnswer))]
[JsonSerializable(typeof(BanAnswer))]
[JsonSerializable(typeof(BanListAnswer))]
[JsonSerializable(typeof(AnomaliesAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
