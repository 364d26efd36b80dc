export { type WriteTasksParameters, writeCalendar, writeFeed } from "./calendar.ts";
export { endingOf, type TasksOfLicenceParameters, tasksOfLicence } from "./licenceTasks.ts";
export { readTasks, type Tasks } from "./readTasks.ts";
export {
  dueOf,
  endingSoon,
  type Happening,
  happeningId,
  happeningInWords,
  inOrderOfUrgency,
  type NamedWork,
  pathOf,
  type Side,
  type Sum,
  sumInWords,
  type Task,
  type TaskKind,
  taskId,
  taskInWords,
  type Urgency,
  urgencyOf,
} from "./task.ts";
